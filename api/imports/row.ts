import { personalNumberFields } from '../../domain/guard/personal-numbers';
import type { RowProblem } from '../../models/imports';
import type { Column } from './columns';
import type { ImportField } from './fields';
import { localInstant } from './local-instant';
import type { Cell } from './sheet';

/** What names in a file stand for. */
export interface Names {
  /** IANA zone in which times without an offset are meant. */
  readonly zone: string;
  /** The department of an id or a title. */
  readonly department: (text: string) => string | undefined;
  /** What departments there are, to be shown. */
  readonly departments: string;
  /** The channel of an id or a title, or the text itself: channels are free. */
  readonly channel: (text: string) => string;
}

/** A row as the body of a complaint, as far as its cells could be read. */
export interface ReadRow {
  readonly body: Readonly<Record<string, unknown>>;
  readonly problems: readonly RowProblem[];
}

/** What is not in the file and still needed. */
const DEFAULTS = { kind: 'complaint', channel: 'import' } as const;

/** Whether a row holds nothing. */
export function isEmpty(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === '');
}

/** Reads the cells of a row, each as its column asks. */
export function readRow(cells: readonly Cell[], columns: readonly Column[], names: Names): ReadRow {
  const body: Record<string, unknown> = { ...DEFAULTS };
  const customer: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  for (const column of columns) {
    const cell = cells[column.index] ?? '';
    if (cell === '') continue;
    const value = valueOf(cell, column, names);
    const { field, name } = column;
    if ('message' in value) problems.push({ column: name, field, message: value.message });
    else if (field.startsWith('customer.')) customer[field.slice('customer.'.length)] = value.value;
    else body[field] = value.value;
  }
  return { body: { ...body, customer }, problems };
}

type Value = { readonly value: string } | { readonly message: string };

function valueOf(cell: Cell, { cell: kind }: ImportField, names: Names): Value {
  if (typeof cell === 'number') return { message: lostDigits(cell) };
  switch (kind.kind) {
    case 'text':
      return { value: cell };
    case 'channel':
      return { value: names.channel(cell) };
    case 'instant': {
      const instant = localInstant(cell, names.zone);
      if (instant !== undefined) return { value: instant };
      return { message: 'Must be an existing date and time, as in 2026-11-22 16:30.' };
    }
    case 'choice':
      return chosen(cell, kind.words);
    case 'department': {
      const department = names.department(cell);
      if (department !== undefined) return { value: department };
      return { message: `There is no such department. There are: ${names.departments}.` };
    }
  }
}

/** A number of more than fifteen digits is no number that somebody counts with. */
function lostDigits(cell: number): string {
  const [found] = personalNumberFields(cell);
  if (found) {
    const title = found.kind === 'id-card' ? 'an ID-card number' : 'a bank-card number';
    return `Holds ${title}, which is never kept. Leave it out.`;
  }
  return 'Is a number of more than 15 digits, of which the last are lost: format the cell as text, and write it again.';
}

function chosen(text: string, words: Readonly<Record<string, readonly string[]>>): Value {
  const written = text.normalize('NFKC').trim().toLowerCase();
  const found = Object.entries(words).find(([id, others]) => id === written || others.includes(written));
  if (found) return { value: found[0] };
  const choices = Object.entries(words).map(([id, [zh = id]]) => `${zh} (${id})`);
  return { message: `Must be one of: ${choices.join(', ')}.` };
}
