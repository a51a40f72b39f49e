import type { Calendar } from '../../domain/calendar/calendar';
import type { Case } from '../../domain/case/case';
import type { EventBody, EventOf } from '../../domain/case/events';
import { clockMoves } from '../../domain/clocks/policy-move';
import { reckonTimes } from '../../domain/clocks/reckon-times';
import type { Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import type { ClockMove } from '../rule-changes/preview';

/**
 * What a move to other rules would do to the clocks of a case.
 *
 * @param by who would move it, and when (ISO 8601)
 */
export function movesOf(
  state: Case,
  from: Policy,
  to: Policy,
  calendar: Calendar,
  by: { readonly actor: Actor; readonly at: string },
): ClockMove[] {
  const policy = { id: to.id, version: to.version };
  const moved: EventOf<'policy-moved'> = {
    ...by,
    type: 'policy-moved',
    payload: { from: state.policy, to: policy, reason: '' },
    seq: state.revision + 1,
    round: state.round,
  };
  return clockMoves(from, to, { ...state, policy }, moved).flatMap((body) => moveOf(body, state, calendar));
}

function moveOf(body: EventBody, { number, clocks }: Case, calendar: Calendar): ClockMove[] {
  switch (body.type) {
    case 'clock-started':
    case 'clock-retimed': {
      const { id: clock, clause, reckoning } = body.payload;
      const newDueAt = reckonTimes(reckoning, calendar)?.dueAt;
      const change = body.type === 'clock-started' ? 'started' : 'retimed';
      return [
        { number, clause, clock, change, ...dueOf(clock), ...(newDueAt !== undefined && { newDueAt }) },
      ];
    }
    case 'clock-ended': {
      const { id: clock, clause } = body.payload;
      return [{ number, clause, clock, change: 'ended', ...dueOf(clock) }];
    }
    default:
      return [];
  }

  function dueOf(id: string): Pick<ClockMove, 'dueAt'> {
    const dueAt = clocks.find((clock) => clock.id === id)?.times?.dueAt;
    return dueAt === undefined ? {} : { dueAt };
  }
}
