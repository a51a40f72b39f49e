import { invalidField, type Problem } from '../problems';
import { MOST_COLUMNS, MOST_ROWS } from './limits';

/** A cell's text; a number where a spreadsheet has lost its last digits, as it does beyond fifteen. */
export type Cell = string | number;

/** The rows of a file, the titles first. */
export type Sheet = readonly (readonly Cell[])[];

/** The field of the form that holds the file. */
export const FILE_FIELD = 'file';

/** A file that can't be imported, with what would be right. */
export function refusedFile(message: string): Problem {
  return invalidField(FILE_FIELD, message);
}

/** For a file with more rows than are taken. */
export function tooManyRows(): Problem {
  return refusedFile(`Has more than ${MOST_ROWS} rows under the titles: divide it into several files.`);
}

/** For a file with more columns than are taken. */
export function tooManyColumns(): Problem {
  return refusedFile(
    `Has more than ${MOST_COLUMNS} columns: keep those of the template, and clear what lies beside them.`,
  );
}
