import type { Language, Say } from '../language/language';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, in the two units that matter: “47 min”, “3 h 20 min”, “2 d 4 h”. */
export function lengthOf(ms: number, say: Say): string {
  const size = Math.abs(ms);
  if (size < MINUTE) return say('time.seconds', { n: Math.floor(size / 1000) });
  if (size < HOUR) return say('time.minutes', { n: Math.floor(size / MINUTE) });
  if (size < DAY) {
    const minutes = Math.floor((size % HOUR) / MINUTE);
    const n = Math.floor(size / HOUR);
    return minutes === 0 ? say('time.hours', { n }) : say('time.hours-minutes', { n, m: minutes });
  }
  const hours = Math.floor((size % DAY) / HOUR);
  const n = Math.floor(size / DAY);
  return hours === 0 ? say('time.days', { n }) : say('time.days-hours', { n, h: hours });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
}

const SHORT = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
const LONG = { ...SHORT, year: 'numeric', weekday: 'short', timeZoneName: 'short' } as const;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** Date and hour in the company’s zone; only the hour if it is today, with the year if it is another one. */
export function shortTime(at: string, language: Language, zone: string, now: number): string {
  const time = new Date(at);
  const [day, today] = [dayOf(time, zone), dayOf(new Date(now), zone)];
  if (day === today) return format(language, zone, TIME).format(time);
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  return format(language, zone, isThisYear ? SHORT : { ...SHORT, year: 'numeric' }).format(time);
}

/** In full, with weekday and zone: for whoever points at a time. */
export function longTime(at: string, language: Language, zone: string): string {
  return format(language, zone, LONG).format(new Date(at));
}

/** Day and weekday, for the heading of a day. */
export function dayTitle(at: string, language: Language, zone: string): string {
  return format(language, zone, { month: 'long', day: 'numeric', weekday: 'short' }).format(new Date(at));
}

/** Weekday, month and day where there is little room; the weekday alone where there is hardly any. */
export function shortDay(at: string, language: Language, zone: string, room: 'little' | 'hardly'): string {
  const day = room === 'little' ? ({ month: 'numeric', day: 'numeric' } as const) : {};
  return format(language, zone, { ...day, weekday: 'short' }).format(new Date(at));
}

/** The hour alone. */
export function clockTime(at: string, language: Language, zone: string): string {
  return format(language, zone, TIME).format(new Date(at));
}

/** `YYYY-MM-DD` in the zone. */
export function dayOf(time: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(time);
}

/** Such as UTC+8. */
export function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    new Date(),
  );
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone).replace('GMT', 'UTC');
}
