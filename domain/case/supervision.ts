import type { HolderRole, Policy } from '../policy/policy';
import type { Case } from './case';
import { meets } from './condition';
import type { CaseEvent, EventBody } from './events';

/** Whom an event calls in to supervise the case, as the pack's rules say (media/2.1-group, 2.1-executive). */
export function supervisionConsequences(
  policy: Policy,
  before: Case | undefined,
  state: Case,
  event: CaseEvent,
): EventBody[] {
  const called = policy.supervision.calls
    .filter(({ when }) => meets(when, state) && !(before && meets(when, before)))
    .flatMap(({ call }) => call.map((role) => named(role, 'such-a-case')));
  return [...called, ...calledBy(policy, state, event)];
}

function calledBy(policy: Policy, state: Case, event: CaseEvent): EventBody[] {
  switch (event.type) {
    case 'registered':
      return policy.supervision.always.map((role) => named(role, 'every-case'));
    case 'set-level':
      return (policy.supervision.byLevel[event.payload.level] ?? []).map((role) =>
        named(role, `level-${event.payload.level}`),
      );
    case 'round-opened':
      return policy.supervision.byRound
        .filter(({ round }) => round === event.payload.round)
        .flatMap(({ call }) => call.map((role) => named(role, `round-${event.payload.round}`)));
    case 'escalate':
      return [named(event.payload.to, 'escalate')];
    case 'clock-warned':
    case 'clock-broken':
    case 'clock-overdue': {
      const rule = state.clocks.find(({ id }) => id === event.payload.id)?.rule;
      const rungs = policy.clocks.find(({ id }) => id === rule)?.rungs ?? [];
      const role = rungs.find(({ at }) => at === event.payload.percent)?.escalate;
      return role ? [named(role, event.payload.clause)] : [];
    }
    default:
      return [];
  }
}

function named(role: HolderRole, because: string): EventBody {
  return { type: 'supervisor-named', payload: { role, because } };
}
