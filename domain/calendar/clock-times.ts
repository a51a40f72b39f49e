import type { Calendar } from './calendar';
import { reckon } from './clock-span';
import type { ClockSpan, Reckoning } from './clock-span';
import { reach, since } from './pauses';

export type { ClockSpan } from './clock-span';
export { elapsed } from './measure';
export { explainDue } from './explain-due';

/** When a clock is due and when its rungs fire, in epoch milliseconds; or that it stands still. */
export type ClockTimes =
  | { readonly dueAt: number; readonly rungs: readonly { readonly percent: number; readonly at: number }[] }
  | { readonly paused: true };

/**
 * When a clock is due, and when each of `percents` of its span has run, in order. The span is measured in the clock's
 * own unit, extension included, pauses not; 100 is the due time itself, more comes after the breach.
 * Throws a DurationError or a CalendarError, which no repetition cures.
 */
export function clockTimes(span: ClockSpan, percents: readonly number[], calendar: Calendar): ClockTimes {
  const reckoning = reckon(span, calendar);
  if (!reckoning) return { paused: true };
  const ordered = [...new Set(percents)].sort((a, b) => a - b);
  const rungs = ordered.map((percent) => ({ percent, at: rungAt(percent, reckoning, calendar) }));
  return { dueAt: reckoning.dueAt, rungs };
}

function rungAt(percent: number, reckoning: Reckoning, calendar: Calendar): number {
  const { unit, beginsAt, pauses, total, dueAt } = reckoning;
  if (percent === 100) return dueAt;
  if (percent < 100) return Math.min(dueAt, reach(beginsAt, share(percent, total), pauses, unit, calendar));
  return reach(dueAt, share(percent - 100, total), since(dueAt, pauses), unit, calendar);
}

/** Dividing first keeps the product of the longest spans exact. */
function share(percent: number, total: number): number {
  return Math.round((total / 100) * percent);
}
