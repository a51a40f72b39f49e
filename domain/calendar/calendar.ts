/**
 * The company's calendar as the rules see it. Instants are epoch milliseconds; where a day begins and when
 * people work on it is the calendar's knowledge, never this folder's: nothing here knows a time zone.
 */

/** A stretch of time from `from` (inclusive) to `to` (exclusive), both epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface CalendarDay {
  /** `YYYY-MM-DD` in the company's zone. */
  readonly date: string;
  /** The local midnight that begins the day. */
  readonly startsAt: number;
  /** The next local midnight, which is where the next day starts. */
  readonly endsAt: number;
  /** Working intervals in order, without overlap, all within the day; empty on a day off. */
  readonly open: readonly Stretch[];
  /** What the day is called when it is not an ordinary one: a holiday, a make-up workday, a company day off. */
  readonly name?: DayName;
}

/** A day's name in the languages of the console. */
export interface DayName {
  readonly zh: string;
  readonly en: string;
}

export interface Calendar {
  /** The day that holds `instant`: `startsAt <= instant < endsAt`. */
  dayOf(instant: number): CalendarDay;
  /** The day that begins where `day` ends. */
  next(day: CalendarDay): CalendarDay;
}

/**
 * The longest time that is measured in working hours or days: 20 years. Admission refuses dates beyond it, since
 * counting there would walk through thousands of days and mean nothing to anybody.
 */
export const longestMeasure = 20 * 366 * 86_400_000;

/** A question that the calendar cannot answer. The message says why; asking again does not help. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
}

/** Milliseconds worked on `day` in all. */
export function workingTime(day: CalendarDay): number {
  return day.open.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Milliseconds worked on `day` before `instant`: 0 before the first opening, all of them after the last closing. */
export function workedBefore(day: CalendarDay, instant: number): number {
  let worked = 0;
  for (const { from, to } of day.open) {
    if (instant <= from) break;
    worked += Math.min(instant, to) - from;
  }
  return worked;
}

/** The first day after `day` on which people work, and when they begin. Throws a CalendarError if there is none. */
export function nextOpening(day: CalendarDay, calendar: Calendar): number {
  let following = calendar.next(day);
  while (following.endsAt - day.endsAt < longestMeasure) {
    const [first] = following.open;
    if (first) return first.from;
    following = calendar.next(following);
  }
  throw noWorkingTime(day.date);
}

/** The error for a calendar on which nobody ever works again after `date`. */
export function noWorkingTime(date: string): CalendarError {
  return new CalendarError(
    `The calendar has too little working time in the 20 years after ${date}: check the working hours.`,
  );
}
