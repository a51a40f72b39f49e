import { isRunning } from '../clocks/clock';
import { isAgent, type Actor } from '../people/actor';
import type { Case } from './case';

/**
 * User id of who owns a case from the moment it is filed. An owner has to send an agent's commands, so whoever may not
 * (a customer by the public form, a handler, another system) owns nothing: the case waits in customer service's queue.
 */
export function ownerOnFiling(filedBy: Actor): string | undefined {
  return isAgent(filedBy) ? filedBy.user : undefined;
}

/** The first agent who does anything in a case that nobody owns has taken it, with the clocks that waited for an owner. */
export function takenBy(actor: Actor, state: Case): Case {
  if (state.owner !== undefined || !isAgent(actor)) return state;
  return {
    ...state,
    owner: actor.user,
    clocks: state.clocks.map((clock) =>
      isRunning(clock) && clock.holder.role === 'owner'
        ? { ...clock, holder: { ...clock.holder, person: actor.user } }
        : clock,
    ),
  };
}
