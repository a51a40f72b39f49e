import type { Calendar } from '../calendar/calendar';
import type { Case } from '../case/case';
import type { EventBodyOf } from '../case/events';
import type { Actor } from '../people/actor';
import type { Policy } from '../policy/policy';
import { isPaused, isRunning, type ClockReckoning, type ClockTimes } from './clock';
import { reckonTimes } from './reckon-times';
import { reckoningOf } from './reckoning';
import { isSame } from './same';

/** A clock whose times another calendar moves. */
export interface MovedClock {
  readonly id: string;
  readonly clause: string;
  /** What the times were reckoned from: they are the clock's only while it is still this. */
  readonly reckoning: ClockReckoning;
  readonly times: ClockTimes;
}

/** Signal to a case whose clocks a changed calendar moves. */
export const RETIME = 'retime';

export interface RetimeOrder {
  readonly reason: string;
  /** Who changed the calendar. */
  readonly by: Actor;
  /** The version of the calendar by which the times were reckoned. */
  readonly calendar: number;
  readonly clocks: readonly MovedClock[];
}

/**
 * The clocks of the case that this calendar moves: those that run, whose due time, rungs, or bounds of extension are
 * others by it than those on record.
 *
 * @throws CalendarError if the calendar can't say when a clock is due
 */
export function movedClocks(policy: Policy, state: Pick<Case, 'clocks'>, calendar: Calendar): MovedClock[] {
  return state.clocks
    .filter((clock) => isRunning(clock) && !isPaused(clock))
    .flatMap((clock) => {
      const reckoning = reckoningOf(policy, clock);
      const times = reckonTimes(reckoning, calendar);
      if (!times || isSame(times, clock.times)) return [];
      return [{ id: clock.id, clause: clock.clause, reckoning, times }];
    });
}

/**
 * What the order moves in the case as it stands now. A clock that was paused or extended since the times were reckoned
 * does not take them: paused, it has none; otherwise it is reckoned anew when it is recorded. A repeat moves nothing.
 */
export function retimings(
  policy: Policy,
  state: Case,
  { reason, calendar, clocks }: RetimeOrder,
): EventBodyOf<'clock-retimed'>[] {
  return clocks.flatMap(({ id, reckoning, times }) => {
    const clock = state.clocks.find((one) => one.id === id);
    if (!clock || !isRunning(clock) || isPaused(clock)) return [];
    const current = reckoningOf(policy, clock);
    const asReckoned = isSame(current, reckoning);
    if (asReckoned && isSame(times, clock.times)) return [];
    const given = asReckoned ? { given: { times, calendar } } : {};
    return [
      { type: 'clock-retimed', payload: { id, clause: clock.clause, reckoning: current, reason, ...given } },
    ];
  });
}
