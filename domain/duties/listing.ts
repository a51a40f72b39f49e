import { CONTENT_TYPES, LEVELS, SUBTYPES, URGENCIES } from '../case/classification';
import type { ListedCase } from './report';

const IMPORTANT_FROM = LEVELS.indexOf('orange');

/** Whether the complaint is named apart: from level orange on (hotel/6-daily). */
export function isImportant({ level }: Pick<ListedCase, 'level'>): boolean {
  return level !== undefined && LEVELS.indexOf(level) >= IMPORTANT_FROM;
}

/** By department, then class, then urgency, the most pressing first; what is not classified comes last. */
export function sorted(cases: readonly ListedCase[]): ListedCase[] {
  return [...cases].sort(
    (one, other) =>
      byText(one.department, other.department) ||
      place(CONTENT_TYPES, one.contentType) - place(CONTENT_TYPES, other.contentType) ||
      place(SUBTYPES, one.subtype) - place(SUBTYPES, other.subtype) ||
      place(URGENCIES, one.urgency) - place(URGENCIES, other.urgency) ||
      byText(one.number, other.number),
  );
}

function place<T>(order: readonly T[], value: T | undefined): number {
  return value === undefined ? order.length : order.indexOf(value);
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
