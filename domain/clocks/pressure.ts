const HOUR = 3_600_000;
/** The last part of a clock's time in which it is soon due. */
const LAST = 0.25;

/**
 * From when on a clock is soon due: within the hour, or in the last quarter of its time, by the wall clock. Epoch
 * milliseconds; `startedAt` and `dueAt` are ISO 8601.
 */
export function soonFrom(startedAt: string, dueAt: string): number {
  const due = Date.parse(dueAt);
  return due - Math.max(HOUR, (due - Date.parse(startedAt)) * LAST);
}
