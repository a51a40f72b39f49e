import type { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * CSV as Excel opens it without being asked: UTF-8 with a byte order mark, lines as on Windows. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front (OWASP, CSV injection).
 */
export function csvFrom(rows: Readable): NodeJS.ReadableStream {
  const written = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  rows.on('error', (error) => written.destroy(error));
  written.on('close', () => rows.destroy());
  return rows.pipe(written);
}
