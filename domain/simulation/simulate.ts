import type { Calendar } from '../calendar/calendar';
import { fold } from '../case/apply';
import type { Case } from '../case/case';
import type { CaseEvent } from '../case/events';
import { stateOf, type Clock, type ClockState } from '../clocks/clock';
import type { Policy } from '../policy/policy';
import { relive, type LeftOut } from './relive';
import { factsOf } from './turns';
import { worldOf } from './world';

/** What became of one clock. Times are ISO 8601; a broken one was broken when it was due. */
export interface ClockOutcome {
  readonly id: string;
  readonly clause: string;
  readonly startedAt: string;
  readonly dueAt?: string;
  readonly endedAt?: string;
  readonly state: ClockState;
}

/** A clock as it was and as it would have been; one of the two where only one pack has it. */
export interface ComparedClock {
  readonly clause: string;
  readonly recorded?: ClockOutcome;
  readonly simulated?: ClockOutcome;
}

/** A past case under another pack, beside what happened. */
export interface Simulation {
  readonly number: string;
  readonly clocks: readonly ComparedClock[];
  /** Extensions and pauses of the record that the pack would not have granted. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Which clocks of a past case would have been kept and broken under a pack, if everybody had done what they did.
 *
 * @param recorded all events of the case, in their order
 * @param calendar by which the clocks are reckoned; if it has changed since, so do the times
 * @param until ISO 8601: how far the case is followed, such as now
 * @throws RangeError if the events are not those of one case from its registration on
 * @throws CalendarError if the calendar can't say when a clock is due
 */
export function simulate(
  policy: Policy,
  recorded: readonly CaseEvent[],
  calendar: Calendar,
  until: string,
): Simulation {
  const before = fold(recorded);
  if (!before) throw new RangeError('A case without events can be simulated under no pack.');
  const { state, leftOut } = relive(policy, factsOf(recorded), worldOf(recorded, calendar), until);
  return { number: before.number, clocks: compared(outcomesOf(before), outcomesOf(state)), leftOut };
}

function outcomesOf(state: Case | undefined): readonly ClockOutcome[] {
  return (state?.clocks ?? []).map(outcomeOf);
}

function outcomeOf(clock: Clock): ClockOutcome {
  const { id, clause, startedAt, times, endedAt } = clock;
  return {
    id,
    clause,
    startedAt,
    ...(times && { dueAt: times.dueAt }),
    ...(endedAt !== undefined && { endedAt }),
    state: stateOf(clock),
  };
}

/** The same clock by its id; packs that name theirs otherwise meet by the clause, in the order of the clocks. */
function compared(recorded: readonly ClockOutcome[], simulated: readonly ClockOutcome[]): ComparedClock[] {
  const open = new Set(simulated);
  const take = (isSame: (one: ClockOutcome) => boolean): ClockOutcome | undefined => {
    const found = [...open].find(isSame);
    if (found) open.delete(found);
    return found;
  };
  const byId = recorded.map((one) => ({ one, other: take(({ id }) => id === one.id) }));
  const pairs = byId.map(({ one, other }) => ({
    clause: one.clause,
    recorded: one,
    simulated: other ?? take(({ clause }) => clause === one.clause),
  }));
  return [
    ...pairs.map(({ simulated: other, ...pair }) => ({ ...pair, ...(other && { simulated: other }) })),
    ...[...open].map((one) => ({ clause: one.clause, simulated: one })),
  ];
}
