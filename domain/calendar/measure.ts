import { CalendarError, longestMeasure, noWorkingTime, workedBefore, workingTime } from './calendar';
import type { Calendar, CalendarDay } from './calendar';
import type { Unit } from './limit';

/**
 * The parts that a working day is counted in. Amounts stay integers, so that adding and taking away lose nothing: a
 * millisecond of a day of any usual length (a number of minutes made of 2, 3, 5, 7, 11, 13) is a whole number of
 * parts, of any other length at least 5,005 of them, rounded. Twenty years of parts are below 2^53.
 */
export const dayParts = 86_400_000 * 5_005;

/**
 * How much of `unit` lies between two instants: milliseconds of wall-clock or of working time, or parts of working
 * days (see dayParts). Negative if `to` is before `from`; elapsed(a, b) + elapsed(b, c) is exactly elapsed(a, c).
 * Throws a CalendarError for more than longestMeasure on a working unit.
 */
export function elapsed(from: number, to: number, unit: Unit, calendar: Calendar): number {
  if (unit === 'wall') return to - from;
  if (to < from) return 0 - elapsed(to, from, unit, calendar);
  if (to - from > longestMeasure) {
    throw new CalendarError(
      'Working time is measured over 20 years at most: give dates that lie closer together.',
    );
  }
  let day = calendar.dayOf(from);
  let sum = -countedBefore(day, from, unit);
  while (day.endsAt <= to) {
    sum += countedBefore(day, day.endsAt, unit);
    day = calendar.next(day);
  }
  return sum + countedBefore(day, to, unit);
}

/**
 * The earliest instant at which `amount` (not negative) of `unit` has elapsed since `from`, to the nearest
 * millisecond that is worked: a day that is used up ends at its closing, not at the next opening. It is the inverse of elapsed.
 * Throws a CalendarError if that is further away than longestMeasure.
 */
export function after(from: number, amount: number, unit: Unit, calendar: Calendar): number {
  if (unit === 'wall') return from + amount;
  if (amount <= 0) return from;
  let day = calendar.dayOf(from);
  let target = amount + countedBefore(day, from, unit);
  while (day.startsAt - from < longestMeasure) {
    const length = workingTime(day);
    const worked = Math.max(1, Math.round(target / worth(length, unit)));
    if (length > 0 && worked <= length) return Math.max(from, instantOf(day, worked));
    target -= countedBefore(day, day.endsAt, unit);
    day = calendar.next(day);
  }
  throw noWorkingTime(calendar.dayOf(from).date);
}

/** What has been counted of `day` when `instant` comes. */
function countedBefore(day: CalendarDay, instant: number, unit: Unit): number {
  const worked = workedBefore(day, instant);
  return worked === 0 ? 0 : Math.round(worked * worth(workingTime(day), unit));
}

/** What a millisecond of work counts on a day with `length` milliseconds of it. */
function worth(length: number, unit: Unit): number {
  return unit === 'working-days' ? dayParts / length : 1;
}

/** When `worked` milliseconds (at most the day's) have been worked on `day`. */
function instantOf(day: CalendarDay, worked: number): number {
  let left = worked;
  let closing = day.startsAt;
  for (const { from, to } of day.open) {
    if (left <= to - from) return from + left;
    left -= to - from;
    closing = to;
  }
  return closing;
}
