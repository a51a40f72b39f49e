import type { Cell } from '../sheet';

/** What cells refer to. */
export interface CellForm {
  readonly texts: readonly string[];
  /** Indexes of the styles that show a number as a date. */
  readonly dates: ReadonlySet<number>;
  readonly from1904: boolean;
}

const DAY_MS = 86_400_000;
/** Day 0 of the two ways of counting. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The last day that a spreadsheet knows, in the year 9999. */
const LAST_DAY = 2_958_465;

/** A cell as somebody sees it: dates as `2026-11-22 09:30:00`, numbers without exponent. */
export function cellOf(value: string, type: string, style: number, form: CellForm): Cell {
  switch (type) {
    case 's':
      return (form.texts[Number(value)] ?? '').trim();
    case 'str':
    case 'inlineStr':
    case 'd':
      return value.trim();
    case 'e':
      return '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    default:
      return form.dates.has(style) ? dateOf(value, form.from1904) : numberOf(value);
  }
}

function numberOf(value: string): Cell {
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) return value.trim();
  if (!Number.isInteger(number)) return value.trim();
  return Number.isSafeInteger(number) ? String(number) : number;
}

function dateOf(value: string, from1904: boolean): string {
  const days = Number(value);
  if (!(days >= 0 && days <= LAST_DAY)) return value;
  const seconds = Math.round((days * DAY_MS) / 1000);
  const at = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + seconds * 1000);
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
