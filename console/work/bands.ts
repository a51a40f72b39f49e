import type { CaseSummary } from '../http/client';
import { dayOf } from '../time/format';

export type Band = 'first' | 'overdue' | 'hour' | 'today' | 'week' | 'later' | 'others';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Direct and widespread complaints have at least this priority: they come before all others. */
const FIRST = 100;

/** When a case that waits for the reader must be acted on. */
function bandOf({ dueAt, priority }: CaseSummary, now: number, zone: string): Band {
  const due = dueAt === null ? Infinity : Date.parse(dueAt);
  if (priority >= FIRST) return 'first';
  if (due <= now) return 'overdue';
  if (due <= now + HOUR) return 'hour';
  if (due === Infinity) return 'later';
  // A limit that ends with the day is due at the midnight that ends it.
  const day = dayOf(new Date(due - 1), zone);
  if (day === dayOf(new Date(now), zone)) return 'today';
  return day <= sundayOf(now, zone) ? 'week' : 'later';
}

/** The last day of the week of that moment, as `YYYY-MM-DD`. */
function sundayOf(now: number, zone: string): string {
  const today = dayOf(new Date(now), zone);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return dayOf(new Date(Date.parse(`${today}T00:00:00Z`) + ((7 - weekday) % 7) * DAY), 'UTC');
}

/** A line of the list: the heading of a band, or a case, with its form where that is open. */
export type Line =
  | { readonly kind: 'band'; readonly band: Band; readonly first: string }
  | { readonly kind: 'case'; readonly item: CaseSummary; readonly band: Band };

/**
 * The cases under the headings of their bands, each case once: pages that are loaded one after the other may both have
 * it, when it went from one to the other between them.
 */
export function linesOf(
  mine: readonly CaseSummary[],
  others: readonly CaseSummary[],
  now: number,
  zone: string,
): readonly Line[] {
  const lines: Line[] = [];
  const listed = new Set<string>();
  let last: Band | undefined;
  const add = (item: CaseSummary, band: Band): void => {
    if (listed.has(item.number)) return;
    listed.add(item.number);
    if (band !== last) lines.push({ kind: 'band', band, first: item.number });
    last = band;
    lines.push({ kind: 'case', item, band });
  };
  for (const item of mine) add(item, bandOf(item, now, zone));
  for (const item of others) add(item, 'others');
  return lines;
}
