import type { Schemas } from '../../http/client';

type Year = Schemas['CalendarYear'];
export type NotableDay = Year['days'][number];
export type Hours = Year['workingHours'];

/** What somebody wants a day to be, before it is in force; `restore`: as the State Council has it. */
export type DayChange =
  | { readonly kind: 'restore'; readonly date: string }
  | { readonly kind: 'off'; readonly date: string; readonly name?: string }
  | { readonly kind: 'working'; readonly date: string; readonly name?: string; readonly hours?: Hours };

/** One day as it is shown. */
export interface Day {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Of the month. */
  readonly day: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  readonly works: boolean;
  readonly notable?: NotableDay;
  readonly change?: DayChange;
}

const SATURDAY = 6;
const DAY_MS = 86_400_000;

/** The months of a year with their days, with what is known and what is wanted of them. */
export function monthsOf(
  { year, days }: Pick<Year, 'year' | 'days'>,
  changes: ReadonlyMap<string, DayChange>,
): readonly (readonly Day[])[] {
  const notable = new Map(days.map((one) => [one.date, one]));
  const first = Date.UTC(year, 0, 1);
  const count = (Date.UTC(year + 1, 0, 1) - first) / DAY_MS;
  const all = Array.from({ length: count }, (_, index) => dayOf(first + index * DAY_MS, notable, changes));
  return [...Map.groupBy(all, ({ date }) => date.slice(0, 7)).values()];
}

function dayOf(
  at: number,
  notables: ReadonlyMap<string, NotableDay>,
  changes: ReadonlyMap<string, DayChange>,
): Day {
  const time = new Date(at);
  const date = time.toISOString().slice(0, 10);
  const weekday = time.getUTCDay() === 0 ? 7 : time.getUTCDay();
  const notable = notables.get(date);
  const change = changes.get(date);
  return {
    date,
    day: time.getUTCDate(),
    weekday,
    works: worksOn(weekday, notable, change),
    ...(notable && { notable }),
    ...(change && { change }),
  };
}

/** What a day returns to is known only once it is in force; until then the week is shown. */
function worksOn(weekday: number, notable: NotableDay | undefined, change: DayChange | undefined): boolean {
  const usual = weekday < SATURDAY;
  if (change?.kind === 'restore') return usual;
  if (change) return change.kind === 'working';
  return notable?.works ?? usual;
}

const INTERVAL = /(\d{1,2}:\d{2})\s*[-–—~至到]\s*(\d{1,2}:\d{2})/g;

/** Working intervals as somebody types them, such as `09:00-12:00, 13:00-18:00`; none if it says nothing like that. */
export function hoursIn(text: string): Hours {
  return [...text.replaceAll('：', ':').matchAll(INTERVAL)].map(([, from = '', to = '']) => ({
    from: from.padStart(5, '0'),
    to: to.padStart(5, '0'),
  }));
}

export function hoursText(hours: Hours): string {
  return hours.map(({ from, to }) => `${from}–${to}`).join(', ');
}
