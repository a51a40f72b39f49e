import { maskPersonalNumbers } from '../../domain/guard/personal-numbers';
import { invalidFields, type FieldError } from '../problems';
import { columnName } from '../tables/column-name';
import { IMPORT_FIELDS, type ImportField } from './fields';
import { FILE_FIELD, refusedFile, type Cell } from './sheet';

/** A column of this file. */
export interface Column extends ImportField {
  /** Counted from 0. */
  readonly index: number;
  /** As a spreadsheet names it. */
  readonly name: string;
}

const LONGEST_TITLE = 30;

/**
 * What the titles of a file say of its columns; a column without a title may only be empty.
 *
 * @throws {Problem} `invalid` for a title that is not known, two for the same field, or one that is missing
 */
export function columnsOf(titles: readonly Cell[]): readonly Column[] {
  if (titles.every((title) => title === ''))
    throw refusedFile('Has no titles in its first row: begin with the template.');
  const columns: Column[] = [];
  const errors: FieldError[] = [];
  for (const [index, title] of titles.entries()) {
    if (title === '') continue;
    const known = fieldOf(String(title));
    const name = columnName(index);
    const taken = columns.find(({ field }) => field === known?.field);
    if (!known) errors.push(unknown(name, String(title)));
    else if (taken) errors.push(twice(name, taken.name));
    else columns.push({ ...known, index, name });
  }
  errors.push(...missing(columns));
  if (errors.length > 0) throw invalidFields(errors);
  return columns;
}

function fieldOf(title: string): ImportField | undefined {
  const written = plain(title);
  return IMPORT_FIELDS.find(
    ({ field, title: { zh, en }, others }) =>
      written === plain(field) || written === plain(zh) || written === plain(en) || others.includes(written),
  );
}

/** Case, spaces, full-width forms and marks such as “*” for what is required make no difference. */
function plain(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*_:()（）-]/g, '');
}

function unknown(column: string, title: string): FieldError {
  const shown = maskPersonalNumbers(title).slice(0, LONGEST_TITLE);
  return {
    field: `${FILE_FIELD}.${column}1`,
    message: `“${shown}” is no title that is known. Take one of the template's, or leave the column out.`,
  };
}

function twice(column: string, earlier: string): FieldError {
  return {
    field: `${FILE_FIELD}.${column}1`,
    message: `Means the same as column ${earlier}: keep one of the two.`,
  };
}

function missing(columns: readonly Column[]): FieldError[] {
  return IMPORT_FIELDS.filter(
    ({ field, required }) => required && !columns.some((column) => column.field === field),
  ).map(({ field, title: { zh, en } }) => ({
    field: `${FILE_FIELD}.${field}`,
    message: `A column is missing: “${zh}” or “${en}”.`,
  }));
}
