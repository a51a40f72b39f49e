import published from 'chinese-days/dist/chinese-days.json';
import type { DayName } from '../../domain/calendar/calendar';

/** A date on which mainland China works, or does not, against the week. */
export interface ExceptionalDay {
  readonly works: boolean;
  readonly name: DayName;
}

/**
 * The holidays and make-up workdays of the State Council's notices, from the data that the package `chinese-days`
 * publishes (its functions parse a date on every call and can't say how far the data goes).
 */
const holidays = new Map(Object.entries(published.holidays));
const makeUpDays = new Map(Object.entries(published.workdays));

/**
 * The last day that the notices known here cover, as `YYYY-MM-DD`. A year's notice comes out in November before it;
 * until then the year counts as plain Monday to Friday.
 */
export const coveredUntil = `${lastYear()}-12-31`;

/** What the notices say of a date (`YYYY-MM-DD`); undefined for an ordinary one. */
export function exceptionalDay(date: string): ExceptionalDay | undefined {
  const makeUp = makeUpDays.get(date);
  if (makeUp !== undefined) return { works: true, name: nameOf(makeUp) };
  const holiday = holidays.get(date);
  return holiday === undefined ? undefined : { works: false, name: nameOf(holiday) };
}

/** An entry reads `Spring Festival,春节,4`: both names, and the days of the statutory holiday. */
function nameOf(entry: string): DayName {
  const [en = entry, zh = en] = entry.split(',');
  return { zh, en };
}

function lastYear(): string {
  return [...holidays.keys()].reduce((last, date) => (date > last ? date : last), '').slice(0, 4);
}
