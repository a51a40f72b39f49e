import { clockConsequences } from '../clocks/consequences';
import type { Policy } from '../policy/policy';
import { apply } from './apply';
import type { Case } from './case';
import type { CaseEvent, EventBody, EventMeta } from './events';
import { claimConsequences } from './claims';
import { findingConsequences } from './findings';
import { incidentConsequences } from './incidents';
import { supervisionConsequences } from './supervision';

/** A case and the events that made it so, in their order. */
export interface Advanced {
  readonly state: Case;
  readonly events: readonly CaseEvent[];
}

/**
 * Lets something happen in a case: the event itself, then what the pack's rules make of it (clocks that end, move, and
 * start; people who are called in; what a finding or a claim demands), and what follows from that.
 */
export function advance(
  policy: Policy,
  before: Case | undefined,
  body: EventBody,
  meta: EventMeta,
): Advanced {
  const first = numbered(before, body, meta);
  const after = apply(before, first);
  const { commandId: _ofTheCommandOnly, happenedAt: _likewise, ...byTheWay } = meta;
  return consequencesOf(policy, before, after, first).reduce<Advanced>(
    ({ state, events }, consequence) => {
      const further = advance(policy, state, consequence, byTheWay);
      return { state: further.state, events: [...events, ...further.events] };
    },
    { state: after, events: [first] },
  );
}

function consequencesOf(
  policy: Policy,
  before: Case | undefined,
  after: Case,
  event: CaseEvent,
): readonly EventBody[] {
  return [
    ...clockConsequences(policy, before, after, event),
    ...supervisionConsequences(policy, before, after, event),
    ...claimConsequences(policy, after, event),
    ...findingConsequences(policy, after, event),
    ...incidentConsequences(policy, before, after, event),
  ];
}

function numbered(before: Case | undefined, body: EventBody, meta: EventMeta): CaseEvent {
  return { ...meta, ...body, seq: (before?.revision ?? 0) + 1, round: before?.round ?? 1 };
}
