import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import { CalendarError } from '../../domain/calendar/calendar';
import type { Calendar, CalendarDay, DayName, Stretch } from '../../domain/calendar/calendar';
import { coveredUntil, exceptionalDay } from './public-holidays';
import type { CalendarSettings, DayOverride, WorkingHours } from './settings';

export interface ChinaCalendar extends Calendar {
  /** Counts the changes of the company's settings. */
  readonly version: number;
  /**
   * The last day (`YYYY-MM-DD`) for which public holidays are known. Later days are reckoned as plain Monday to Friday
   * with the company's overrides, so whoever shows a later due time says that it may move.
   */
  readonly coveredUntil: string;
}

const DAY = 86_400_000;
/** More than the longest time that clocks measure. About 5 MB if they were all asked for. */
const DAYS_KEPT = 16_000;
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/**
 * The company's calendar: public holidays and make-up workdays of mainland China, the company's overrides, working
 * hours, and zone. Days are worked out once and remembered, so keep the calendar for as long as its settings hold.
 */
export function chinaCalendar(settings: CalendarSettings): ChinaCalendar {
  const overrides = new Map(settings.overrides.map((override) => [override.date, override]));
  const daysByStart = new LRUCache<number, CalendarDay>({ max: DAYS_KEPT });
  /** For each day of UTC the local day in which it begins: the way to any instant's day is then short. */
  const daysOfUtc = new LRUCache<number, CalendarDay>({ max: DAYS_KEPT });

  function dayOf(instant: number): CalendarDay {
    const utcDay = Math.floor(instant / DAY);
    let day = daysOfUtc.get(utcDay);
    if (!day) {
      day = dayFrom(startOfDay(utcDay * DAY, settings.zone));
      daysOfUtc.set(utcDay, day);
    }
    while (day.endsAt <= instant) day = next(day);
    return day;
  }

  function next(day: CalendarDay): CalendarDay {
    return dayFrom(day.endsAt);
  }

  function dayFrom(startsAt: number): CalendarDay {
    const known = daysByStart.get(startsAt);
    if (known) return known;
    const day = reckonDay(startsAt, settings, overrides);
    daysByStart.set(startsAt, day);
    return day;
  }

  return { version: settings.version, dayOf, next, coveredUntil };
}

function startOfDay(instant: number, zone: string): number {
  if (!(instant >= EARLIEST && instant < LATEST)) {
    throw new CalendarError('The calendar reaches from 1990 to 2199: give a time in these years.');
  }
  return DateTime.fromMillis(instant, { zone }).startOf('day').toMillis();
}

function reckonDay(
  startsAt: number,
  settings: CalendarSettings,
  overrides: ReadonlyMap<string, DayOverride>,
): CalendarDay {
  const midnight = DateTime.fromMillis(startsAt, { zone: settings.zone });
  const date = midnight.toFormat('yyyy-MM-dd');
  const { hours, name } = plan(date, midnight.weekday, settings.workingHours, overrides.get(date));
  return {
    date,
    startsAt,
    endsAt: midnight.plus({ days: 1 }).startOf('day').toMillis(),
    open: hours
      .map(({ from, to }) => ({ from: at(midnight, from), to: at(midnight, to) }))
      .filter(isNotEmpty),
    ...(name && { name }),
  };
}

interface DayPlan {
  readonly hours: WorkingHours;
  readonly name?: DayName | undefined;
}

/** The company's word on a date goes before the State Council's, and that before the week's. */
function plan(
  date: string,
  weekday: number,
  usual: WorkingHours,
  override: DayOverride | undefined,
): DayPlan {
  const exceptional = exceptionalDay(date);
  if (override) {
    const name = override.name === undefined ? exceptional?.name : { zh: override.name, en: override.name };
    return { hours: override.kind === 'off' ? [] : (override.hours ?? usual), name };
  }
  const works = exceptional?.works ?? weekday <= 5;
  return { hours: works ? usual : [], name: exceptional?.name };
}

/** `24:00` is the next midnight. */
function at(midnight: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 24) return midnight.plus({ days: 1 }).startOf('day').toMillis();
  return midnight.set({ hour, minute }).toMillis();
}

/** Where clocks are put forward, an interval can vanish. */
function isNotEmpty({ from, to }: Stretch): boolean {
  return from < to;
}
