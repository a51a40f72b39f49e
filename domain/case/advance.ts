import { clockConsequences } from '../clocks/consequences';
import type { Policy } from '../policy/policy';
import { apply } from './apply';
import type { Case } from './case';
import type { CaseEvent, EventBody, EventMeta } from './events';
import { supervisionConsequences } from './supervision';

/** A case and the events that made it so, in their order. */
export interface Advanced {
  readonly state: Case;
  readonly events: readonly CaseEvent[];
}

/**
 * Lets something happen in a case: the event itself, then what the pack's rules make of it (clocks that end, move, and
 * start; supervisors that are called in).
 */
export function advance(
  policy: Policy,
  before: Case | undefined,
  body: EventBody,
  meta: EventMeta,
): Advanced {
  const first = numbered(before, body, meta);
  const after = apply(before, first);
  const consequences = [
    ...clockConsequences(policy, before, after, first),
    ...supervisionConsequences(policy, after, first),
  ];
  const { commandId: _ofTheCommandOnly, happenedAt: _likewise, ...byTheWay } = meta;
  return consequences.reduce<Advanced>(
    ({ state, events }, consequence) => {
      const event = numbered(state, consequence, byTheWay);
      return { state: apply(state, event), events: [...events, event] };
    },
    { state: after, events: [first] },
  );
}

function numbered(before: Case | undefined, body: EventBody, meta: EventMeta): CaseEvent {
  return { ...meta, ...body, seq: (before?.revision ?? 0) + 1, round: before?.round ?? 1 };
}
