import { nextOpening } from './calendar';
import type { Calendar, Stretch } from './calendar';
import { allowanceOf } from './limit';
import type { DurationLimit, Limit, Unit } from './limit';
import { dayParts, elapsed } from './measure';
import { before, endedPauses, heldUp, reach, since } from './pauses';
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
  const { unit, beginsAt, allowed } = allotment(span, calendar);
  const pauses = endedPauses(span.pauses, beginsAt);
  if (!pauses) return undefined;
  const firstDueAt = reach(beginsAt, allowed, pauses, unit, calendar);
  const common = { unit, beginsAt, pauses, firstDueAt };
  if (span.extendedTo === undefined) return { ...common, total: Math.max(0, allowed), dueAt: firstDueAt };

  const agreedAt = span.extendedAt ?? beginsAt;
  const known = before(Math.min(agreedAt, span.extendedTo), pauses);
  const total = elapsed(beginsAt, span.extendedTo, unit, calendar) - heldUp(known, unit, calendar);
  const dueAt = reach(span.extendedTo, 0, since(agreedAt, pauses), unit, calendar);
  return { ...common, total: Math.max(0, total), dueAt };
}

interface Allotment {
  readonly unit: Unit;
  readonly beginsAt: number;
  /** As elapsed counts the unit; negative if a time was given that had passed. */
  readonly allowed: number;
}

function allotment({ limit, startedAt }: ClockSpan, calendar: Calendar): Allotment {
  if ('given' in limit) return { unit: 'wall', beginsAt: startedAt, allowed: limit.given - startedAt };
  if ('endOfDay' in limit) {
    const midnight = endOfDay(startedAt, limit.endOfDay, calendar);
    return { unit: 'wall', beginsAt: startedAt, allowed: midnight - startedAt };
  }
  const { unit, count } = allowanceOf(limit);
  const allowed = unit === 'working-days' ? count * dayParts : count;
  return { unit, beginsAt: beginning(startedAt, limit, calendar), allowed };
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
