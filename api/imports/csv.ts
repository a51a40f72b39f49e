import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { decodedText } from './decode';
import { MOST_COLUMNS, MOST_ROWS } from './limits';
import { refusedFile, tooManyColumns, tooManyRows, type Sheet } from './sheet';

const DELIMITERS = [',', ';', '\t'] as const;
/** The longest row, in characters: every field at its longest. */
const LONGEST_ROW = 100_000;

const records = z.array(z.array(z.string()));

/**
 * The rows of a CSV file. The delimiter is the one that the line of titles has most of.
 *
 * @throws {Problem} `invalid` if it is not well-formed, or too long
 */
export function readCsv(content: Buffer): Sheet {
  const text = decodedText(content);
  const rows = parsedRows(text);
  if (rows.length > MOST_ROWS + 1) throw tooManyRows();
  if (rows.some((row) => row.length > MOST_COLUMNS)) throw tooManyColumns();
  return rows;
}

function parsedRows(text: string): string[][] {
  try {
    return records.parse(
      parse(text, {
        delimiter: delimiterOf(text),
        relax_column_count: true,
        max_record_size: LONGEST_ROW,
        // One more than may be, so that it is noticed.
        to: MOST_ROWS + 2,
        trim: true,
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refusedFile(`${wordsFor(error)} Correct it, or save the file anew as CSV.`);
  }
}

function delimiterOf(text: string): string {
  const titles = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string): number => titles.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}

const lineOf = z.object({ lines: z.number() });

/** The parser's own messages hold what is in the file. */
function wordsFor(error: CsvError): string {
  const { data } = lineOf.safeParse(error);
  const where = data ? `Line ${data.lines}` : 'The file';
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `${where}: a quotation mark is opened and not closed.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `${where}: the row is longer than ${LONGEST_ROW} characters.`;
    default:
      return `${where} is not well-formed CSV: a quotation mark within a text is written twice.`;
  }
}
