import { parseDuration, wallLength } from '../../../domain/calendar/duration';
import { allowanceOf, type Limit } from '../../../domain/calendar/limit';

const DAY = 86_400_000;

/** How long a limit lasts in one unit: at least, and at most. */
interface Extent {
  readonly unit: 'wall' | 'working-time' | 'working-days';
  readonly least: number;
  readonly most: number;
}

/** Whether the first limit is over before the second on every calendar. Some pairs can't be compared: then it is false. */
export function isShorter(one: Limit, other: Limit): boolean {
  const [a, b] = [extentOf(one), extentOf(other)];
  return a.unit === b.unit ? a.most < b.least : a.unit === 'wall' && a.most < leastByTheWall(b);
}

/** As `isShorter`, of a duration by the wall clock. */
export function byTheWall(duration: string): Limit {
  return { duration, calendar: 'wall' };
}

/** How long a limit and another last the same. */
export function isAsLong(one: Limit, other: Limit): boolean {
  const [a, b] = [extentOf(one), extentOf(other)];
  return a.unit === b.unit && a.least === b.least && a.most === b.most;
}

function extentOf(limit: Limit): Extent {
  if ('endOfDay' in limit) {
    return { unit: 'wall', least: limit.endOfDay * DAY, most: (limit.endOfDay + 1) * DAY };
  }
  const { unit, count } = allowanceOf(limit);
  // A first day that is not counted adds up to a day.
  const further =
    limit.firstDay === 'excluded' ? { wall: DAY, 'working-time': 0, 'working-days': 1 }[unit] : 0;
  return { unit, least: count, most: count + further };
}

/** Three working days span two nights at least; working hours are hours at least. */
function leastByTheWall({ unit, least }: Extent): number {
  return unit === 'working-days' ? Math.max(0, least - 1) * DAY : least;
}

/** The duration in milliseconds by the wall clock. */
export function lengthOf(duration: string): number {
  return wallLength(parseDuration(duration));
}
