import { DateTime } from 'luxon';
import type { DayName } from '../../domain/calendar/calendar';
import { exceptionalDay } from './public-holidays';
import type { CalendarSettings, WorkingHours } from './settings';

/** A day of which more is to be said than its weekday. */
export interface NotableDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly works: boolean;
  readonly name?: DayName;
  /** Whose word it is: the State Council's notice, or the company's own. */
  readonly saidBy: 'state' | 'company';
  /** The company's hours of that day alone; absent: the usual ones. */
  readonly hours?: WorkingHours;
}

/** The days of a year that are not simply Monday to Friday at work and the weekend off, in their order. */
export function notableDays(settings: CalendarSettings, year: number): NotableDay[] {
  const overrides = new Map(settings.overrides.map((override) => [override.date, override]));
  return datesOf(year).flatMap((date): NotableDay[] => {
    const exceptional = exceptionalDay(date);
    const override = overrides.get(date);
    if (override) {
      const name = override.name === undefined ? exceptional?.name : { zh: override.name, en: override.name };
      const hours = override.kind === 'working' ? override.hours : undefined;
      const works = override.kind === 'working';
      return [{ date, works, saidBy: 'company', ...(name && { name }), ...(hours && { hours }) }];
    }
    return exceptional ? [{ date, works: exceptional.works, saidBy: 'state', name: exceptional.name }] : [];
  });
}

function datesOf(year: number): string[] {
  const first = DateTime.utc(year, 1, 1);
  return Array.from({ length: first.daysInYear }, (_, day) =>
    first.plus({ days: day }).toFormat('yyyy-MM-dd'),
  );
}
