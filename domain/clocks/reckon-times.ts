import type { Calendar } from '../calendar/calendar';
import { clockTimes, type ClockSpan } from '../calendar/clock-times';
import type { Limit } from '../calendar/limit';
import type { ClockReckoning, ClockTimes } from './clock';

/**
 * When a clock is due, when its rungs fire, and how far it may be extended (ISO 8601, UTC); undefined while it is paused.
 *
 * @throws CalendarError if the calendar can't say
 */
export function reckonTimes(reckoning: ClockReckoning, calendar: Calendar): ClockTimes | undefined {
  const span = spanOf(reckoning);
  const times = clockTimes(span, reckoning.percents, calendar);
  if ('paused' in times) return undefined;
  const capAt = boundOf(reckoning.extension?.cap, span, calendar);
  const authorityAt = boundOf(reckoning.extension?.authority, span, calendar);
  return {
    dueAt: iso(times.dueAt),
    rungs: times.rungs.map(({ percent, at }) => ({ percent, at: iso(at) })),
    ...(capAt !== undefined && { capAt }),
    ...(authorityAt !== undefined && { authorityAt }),
  };
}

/** The same in the calendar’s terms: instants in epoch milliseconds. */
export function spanOf({ startedAt, limit, pauses, extendedTo, extendedAt }: ClockReckoning): ClockSpan {
  return {
    startedAt: Date.parse(startedAt),
    limit: 'given' in limit ? { given: Date.parse(limit.given) } : limit,
    pauses: pauses.map(({ from, to }) => ({
      from: Date.parse(from),
      ...(to !== undefined && { to: Date.parse(to) }),
    })),
    ...(extendedTo !== undefined && { extendedTo: Date.parse(extendedTo) }),
    ...(extendedAt !== undefined && { extendedAt: Date.parse(extendedAt) }),
  };
}

/** A total from the clock's start, with the same pauses, whatever was agreed since. */
function boundOf(
  total: Limit | undefined,
  { startedAt, pauses }: ClockSpan,
  calendar: Calendar,
): string | undefined {
  if (!total) return undefined;
  const times = clockTimes({ startedAt, pauses, limit: total }, [], calendar);
  return 'paused' in times ? undefined : iso(times.dueAt);
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
