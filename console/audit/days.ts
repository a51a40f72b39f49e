import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The instant at which a day begins in a zone, ISO 8601; so many days after the day that is named, `YYYY-MM-DD`. */
export function startOfDay(day: string, after: number, zone: string): string {
  return dayjs.tz(day, zone).add(after, 'day').startOf('day').toISOString();
}
