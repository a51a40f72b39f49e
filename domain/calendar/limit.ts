import { DurationError, readDuration, wallLength } from './duration';

/**
 * How long something may take.
 *
 * - `duration` on the `wall` calendar: minutes, hours, and days of 24 hours, nights and holidays included.
 * - `duration` on the `working` calendar, with a time (`PT4H`): working time.
 * - `duration` on the `working` calendar, in days (`P2D`): working days, each of which counts 1 whatever its length.
 *   Tuesday 15:00 + P2D is Thursday 15:00; a start outside working hours begins at the next opening.
 * - `firstDay: 'excluded'`: the day of the start is not counted. The limit begins with the next working day's opening
 *   (by the wall clock: with the next midnight), so that one in days ends with the last day's closing.
 * - `endOfDay`: the midnight that ends the day of the start (0), the day after it (1), and so on, days off included.
 */
export type Limit = DurationLimit | { readonly endOfDay: number };

export interface DurationLimit {
  readonly duration: string;
  readonly calendar: 'wall' | 'working';
  readonly firstDay?: 'counted' | 'excluded';
}

/** What a clock counts: wall-clock milliseconds, milliseconds of working time, or working days. */
export type Unit = 'wall' | 'working-time' | 'working-days';

/** How much of which unit a limit allows. */
export interface Allowance {
  readonly unit: Unit;
  /** Milliseconds for `wall` and `working-time`, whole days for `working-days`. */
  readonly count: number;
}

/** What is wrong with a limit, for the door where packs and settings come in; undefined if nothing is. */
export function limitProblem(limit: Limit): string | undefined {
  if ('endOfDay' in limit) {
    const known = Number.isInteger(limit.endOfDay) && limit.endOfDay >= 0 && limit.endOfDay <= 3660;
    return known ? undefined : 'endOfDay counts days after the start: write a whole number from 0 to 3660.';
  }
  const reading = readAllowance(limit);
  return 'problem' in reading ? reading.problem : undefined;
}

/** The unit and amount of a limit given as a duration. Throws a DurationError where limitProblem finds a problem. */
export function allowanceOf(limit: DurationLimit): Allowance {
  const reading = readAllowance(limit);
  if ('problem' in reading) throw new DurationError(reading.problem);
  return reading;
}

function readAllowance({
  duration: text,
  calendar,
}: DurationLimit): Allowance | { readonly problem: string } {
  const reading = readDuration(text);
  if ('problem' in reading) return reading;
  const { duration } = reading;
  if (calendar === 'wall') return { unit: 'wall', count: wallLength(duration) };
  switch (duration.kind) {
    case 'time':
      return { unit: 'working-time', count: duration.ms };
    case 'days':
      return { unit: 'working-days', count: duration.count };
    case 'weeks':
      return {
        problem: `The duration "${text}" is unclear on the working calendar: write working days, as in P5D.`,
      };
  }
}
