import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { csvFrom } from './csv';
import { xlsxFrom } from './xlsx';

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Texts in rows, the titles of the columns first. */
export type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

export const CONTENT_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const WRITERS: Readonly<Record<TableFormat, (rows: Readable) => NodeJS.ReadableStream>> = {
  csv: csvFrom,
  xlsx: xlsxFrom,
};

/**
 * Writes a table while its rows come: never all of them are in memory. Nothing in a cell is ever a formula.
 *
 * @throws whatever the rows throw, and when the target goes away
 */
export async function writeTable(format: TableFormat, rows: Rows, target: Writable): Promise<void> {
  await pipeline(WRITERS[format](Readable.from(rows)), target);
}
