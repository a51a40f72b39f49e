import type { Case } from '../case/case';
import { meets } from '../case/condition';
import type { CaseEvent } from '../case/events';
import { happeningsOf } from '../clocks/happenings';
import { hasRole, PROCEDURE } from '../people/actor';
import type { Policy, Recipient } from '../policy/policy';

/** The notice to a customer that something was written or sent to them. */
export const MESSAGE = 'message';

/** One thing to tell, after it is recorded: `notify` finds out who and how when it runs. */
export interface Telling {
  /** The event it is about; with the template and the recipient it makes the notice's key. */
  readonly seq: number;
  readonly template: string;
  readonly to: readonly Recipient[];
  /** The clock it is about, for rungs. */
  readonly clock?: string;
}

/**
 * What the pack wants told of the events of one transition.
 *
 * @param before the case before the first of the events
 */
export function tellingsOf(
  policy: Policy,
  transition: readonly {
    readonly before: Case | undefined;
    readonly after: Case;
    readonly event: CaseEvent;
  }[],
): Telling[] {
  return transition.flatMap(({ before, after, event }) => [
    ...ruled(policy, before, after, event),
    ...rung(policy, after, event),
    ...ofTheCustomer(event),
  ]);
}

/** What no pack has to ask for: whoever is written to learns that there is something to read. */
function ofTheCustomer({ seq, type, actor, payload }: CaseEvent): Telling[] {
  const isFromCustomer = hasRole(actor, 'customer');
  switch (type) {
    case 'note':
    case 'add-evidence':
      if (isFromCustomer) return [{ seq, template: 'customer-message', to: ['owner'] }];
      if (type === 'note' && actor.user === PROCEDURE.user)
        return [{ seq, template: 'unverified-mail', to: ['owner'] }];
      return payload.visibility === 'customer' ? [{ seq, template: MESSAGE, to: ['customer'] }] : [];
    case 'customer-satisfied':
    case 'customer-unsatisfied':
    case 'customer-in-doubt':
    case 'withdraw':
    case 'reopen':
      return isFromCustomer ? [{ seq, template: 'customer-word', to: ['owner'] }] : [];
    default:
      return [];
  }
}

function ruled(policy: Policy, before: Case | undefined, after: Case, event: CaseEvent): Telling[] {
  const happenings = happeningsOf(before, after, event);
  return policy.notices
    .filter((rule) => happenings.includes(rule.on) && (!rule.when || meets(rule.when, after)))
    .map((rule) => ({ seq: event.seq, template: rule.template, to: rule.tell }));
}

function rung(policy: Policy, after: Case, event: CaseEvent): Telling[] {
  if (event.type !== 'clock-warned' && event.type !== 'clock-broken' && event.type !== 'clock-overdue')
    return [];
  const { id, percent } = event.payload;
  const clock = after.clocks.find((candidate) => candidate.id === id);
  const rungs = policy.clocks.find((rule) => rule.id === clock?.rule)?.rungs ?? [];
  const to = rungs.find(({ at }) => at === percent)?.tell ?? [];
  return to.length === 0 ? [] : [{ seq: event.seq, template: event.type, to, clock: id }];
}
