import { DateTime } from 'luxon';
import { z } from 'zod';
import { instant } from '../complaints/fields';
import { invalidField } from '../problems';

/** A day, or a moment. */
export const timeBound = z
  .union([z.iso.date(), instant], {
    error: 'must be a date that exists, as in 2026-11-22, or a date and time with its offset',
  })
  .meta({ description: 'A day (YYYY-MM-DD, in the company’s zone), or a date and time with its offset' });

/**
 * The stretch from the beginning of a day, or a moment, to the end of a day, or a moment.
 *
 * @param zone IANA zone of the company, in which days are meant
 * @throws {Problem} `invalid` if it ends before it begins
 */
export function stretchOf(from: string, to: string, zone: string): { from: Date; to: Date } {
  const stretch = { from: beginningOf(from, zone), to: endOf(to, zone) };
  if (stretch.to <= stretch.from) throw invalidField('to', 'must be later than “from”');
  return stretch;
}

/** The moment that a bound of a stretch names: a day begins at midnight in the zone (IANA). */
export function beginningOf(bound: string, zone: string): Date {
  return DateTime.fromISO(bound, { zone }).toJSDate();
}

/** The first moment after a day; a moment is itself the first after the stretch. */
export function endOf(bound: string, zone: string): Date {
  const time = DateTime.fromISO(bound, { zone });
  return (isDay(bound) ? time.plus({ days: 1 }) : time).toJSDate();
}

function isDay(bound: string): boolean {
  return z.iso.date().safeParse(bound).success;
}
