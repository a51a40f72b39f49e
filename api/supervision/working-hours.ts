import type { Calendar, Stretch } from '../../domain/calendar/calendar';

/** One cell of the heat strip. */
export interface Cell extends Stretch {
  /** When the work of this hour ends: before `to` where a break, a night or days off follow. */
  readonly closes: number;
}

const HOUR = 3_600_000;
/** A calendar that has less working time ahead than asked for in so many days gives less. */
const FURTHEST_DAYS = 60;

/**
 * The next working hours from an instant (epoch milliseconds) on, the one that runs included. Together they cover all
 * time up to the end of the last: what falls due while nobody works stands in the hour before, in which it has to be
 * done. An instant outside of working hours has no such hour, so a cell without work leads to the next opening.
 */
export function workingHours(from: number, count: number, calendar: Calendar): readonly Cell[] {
  const hours = hoursFrom(from, count, calendar);
  const [first] = hours;
  if (!first) return [];
  const closed = first.from > from ? [{ from, to: from }] : [];
  const all = [...closed, ...hours];
  return all.map((hour, index) => ({
    from: Math.max(hour.from, from),
    closes: hour.to,
    to: all[index + 1]?.from ?? hour.to,
  }));
}

function hoursFrom(from: number, count: number, calendar: Calendar): readonly Stretch[] {
  const hours: Stretch[] = [];
  let day = calendar.dayOf(from);
  for (let days = 0; days < FURTHEST_DAYS && hours.length < count; days += 1) {
    hours.push(...day.open.flatMap(inHours).filter(({ to }) => to > from));
    day = calendar.next(day);
  }
  return hours.slice(0, count);
}

/** From its beginning in hours, the last of which may be shorter. */
function inHours({ from, to }: Stretch): Stretch[] {
  const count = Math.ceil((to - from) / HOUR);
  return Array.from({ length: count }, (_, index) => ({
    from: from + index * HOUR,
    to: Math.min(to, from + (index + 1) * HOUR),
  }));
}
