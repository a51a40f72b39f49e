import { nextOpening } from './calendar';
import type { Calendar, Stretch } from './calendar';
import { allowanceOf } from './limit';
import type { DurationLimit, Limit, Unit } from './limit';
import { after, dayParts, elapsed } from './measure';
import { before, endedPauses, heldUp, postpone, since } from './pauses';
import type { Pause } from './pauses';

/**
 * All that decides when a clock is due. Instants are epoch milliseconds.
 *
 * How pauses and an extension go together: an extension is a time that was agreed, with the pauses up to then in
 * everyone's knowledge. So it replaces the due time as it stands, and only what is paused after `extendedAt` moves it
 * on, in the clock's own unit. Of several extensions the last one counts.
 */
export interface ClockSpan {
  /** `given`: an absolute due time, such as a promise made to the customer. It runs by the wall clock. */
  readonly limit: Limit | { readonly given: number };
  readonly startedAt: number;
  readonly pauses: readonly Pause[];
  /** The due time that was last agreed on. */
  readonly extendedTo?: number;
  /** When that was agreed. Without it the extension counts as agreed at the start: every pause moves it on. */
  readonly extendedAt?: number;
}

/** A clock's span reckoned out. */
export interface Reckoning {
  readonly unit: Unit;
  /** Where counting begins: the start, or what follows a first day that is not counted. */
  readonly beginsAt: number;
  /** The ended pauses from there on, in order, without overlap. */
  readonly pauses: readonly Stretch[];
  /** The time the clock may run until it is due, pauses not included, in its unit as elapsed counts it. */
  readonly total: number;
  /** The due time before any extension. */
  readonly firstDueAt: number;
  readonly dueAt: number;
}

/** Reckons out a clock's span; undefined while it is paused. Throws a DurationError or a CalendarError. */
export function reckon(span: ClockSpan, calendar: Calendar): Reckoning | undefined {
  const { unit, beginsAt, unpausedDueAt } = withoutPauses(span, calendar);
  const pauses = endedPauses(span.pauses, beginsAt);
  if (!pauses) return undefined;
  const firstDueAt = postpone(unpausedDueAt, pauses, unit, calendar);
  if (span.extendedTo === undefined) {
    const total = Math.max(0, elapsed(beginsAt, unpausedDueAt, unit, calendar));
    return { unit, beginsAt, pauses, total, firstDueAt, dueAt: firstDueAt };
  }
  const agreedAt = span.extendedAt ?? beginsAt;
  const known = before(Math.min(agreedAt, span.extendedTo), pauses);
  const total = elapsed(beginsAt, span.extendedTo, unit, calendar) - heldUp(known, unit, calendar);
  const dueAt = postpone(span.extendedTo, since(agreedAt, pauses), unit, calendar);
  return { unit, beginsAt, pauses, total: Math.max(0, total), firstDueAt, dueAt };
}

interface Unpaused {
  readonly unit: Unit;
  readonly beginsAt: number;
  readonly unpausedDueAt: number;
}

function withoutPauses({ limit, startedAt }: ClockSpan, calendar: Calendar): Unpaused {
  if ('given' in limit) return { unit: 'wall', beginsAt: startedAt, unpausedDueAt: limit.given };
  if ('endOfDay' in limit) {
    return {
      unit: 'wall',
      beginsAt: startedAt,
      unpausedDueAt: endOfDay(startedAt, limit.endOfDay, calendar),
    };
  }
  const { unit, count } = allowanceOf(limit);
  const beginsAt = beginning(startedAt, limit, calendar);
  const amount = unit === 'working-days' ? count * dayParts : count;
  return { unit, beginsAt, unpausedDueAt: after(beginsAt, amount, unit, calendar) };
}

function beginning(startedAt: number, limit: DurationLimit, calendar: Calendar): number {
  if (limit.firstDay !== 'excluded') return startedAt;
  const firstDay = calendar.dayOf(startedAt);
  return limit.calendar === 'wall' ? firstDay.endsAt : nextOpening(firstDay, calendar);
}

function endOfDay(startedAt: number, daysLater: number, calendar: Calendar): number {
  let day = calendar.dayOf(startedAt);
  for (let passed = 0; passed < daysLater; passed++) day = calendar.next(day);
  return day.endsAt;
}
