import fc from 'fast-check';

import type { Calendar, CalendarDay } from '../../domain/calendar/calendar';

const dayLength = 86_400_000;
/** China's offset from UTC: local midnight is 16:00 UTC of the day before. */
const offset = 8 * 3_600_000;

/** Working intervals of one day, in milliseconds after midnight. */
export type Hours = readonly (readonly [from: number, to: number])[];

export const officeHours: Hours = [
  [9 * 3_600_000, 12 * 3_600_000],
  [13 * 3_600_000, 18 * 3_600_000],
];

/** The instant of a local time such as `2026-03-03 15:00`, at UTC+8. */
export function local(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}+08:00`);
}

/** The local time of an instant, to read in failures; seconds and milliseconds where there are any. */
export function shown(instant: number): string {
  const text = new Date(instant + offset).toISOString().replace('T', ' ').replace('Z', '');
  return text.replace(/(:00)?\.000$/, '');
}

/** A calendar at UTC+8 without daylight saving; `hours` says how people work on the nth day since 1970-01-01. */
export function calendarWith(hours: (dayNumber: number) => Hours): Calendar {
  const day = (number: number): CalendarDay => {
    const startsAt = number * dayLength - offset;
    return {
      date: new Date(number * dayLength).toISOString().slice(0, 10),
      startsAt,
      endsAt: startsAt + dayLength,
      open: hours(number).map(([from, to]) => ({ from: startsAt + from, to: startsAt + to })),
    };
  };
  const numberOf = (instant: number): number => Math.floor((instant + offset) / dayLength);
  return { dayOf: (instant) => day(numberOf(instant)), next: ({ endsAt }) => day(numberOf(endsAt)) };
}

/** Monday to Friday, 09–12 and 13–18. */
export const plainWeeks = calendarWith((number) => (isWeekend(number) ? [] : officeHours));

/** 1970-01-01 was a Thursday. */
function isWeekend(dayNumber: number): boolean {
  const weekday = (dayNumber + 4) % 7;
  return weekday === 0 || weekday === 6;
}

/** Any instant of 2026, to the millisecond. */
export const instants = fc.integer({ min: local('2026-01-01 00:00'), max: local('2026-12-31 23:59') });

/** Calendars whose days off vary, with the same hours on every working day. */
export const evenCalendars = fc
  .tuple(workingHours(), patterns(fc.boolean()))
  .filter(([, working]) => working.includes(true))
  .map(([hours, working]) => calendarWith((number) => (at(working, number) ? hours : [])));

/** Calendars on which every day has hours of its own, down to odd milliseconds, or none. */
export const unevenCalendars = patterns(fc.oneof(workingHours(), fc.constant<Hours>([])))
  .filter((week) => week.some((hours) => hours.length > 0))
  .map((week) => calendarWith((number) => at(week, number)));

/** What repeats over the days, up to a fortnight. */
function patterns<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(values, { minLength: 1, maxLength: 14 });
}

function at<T>(pattern: readonly T[], number: number): T {
  const value = pattern[number % pattern.length];
  if (value === undefined) throw new Error('An empty pattern');
  return value;
}

/** One to four intervals of at least a quarter of an hour, in order, with breaks as long. */
function workingHours(): fc.Arbitrary<Hours> {
  const quarter = 900_000;
  return fc
    .uniqueArray(fc.integer({ min: 0, max: dayLength - 8 * quarter }), { minLength: 2, maxLength: 8 })
    .map((edges) => edges.toSorted((a, b) => a - b).map((edge, index) => edge + index * quarter))
    .map((edges) => edges.flatMap((from, index) => pairFrom(edges, from, index)));
}

function pairFrom(edges: readonly number[], from: number, index: number): [number, number][] {
  const to = edges[index + 1];
  return index % 2 === 0 && to !== undefined ? [[from, to]] : [];
}
