import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import { readXlsx } from '../../../api/imports/xlsx/read';
import { writeTable, type TableFormat } from '../../../api/tables/table';
import type { System } from './system';

/** A file as the product itself writes it. */
export async function tableFile(format: TableFormat, rows: readonly (readonly string[])[]): Promise<Buffer> {
  const target = new PassThrough();
  const [content] = await Promise.all([buffer(target), writeTable(format, rows, target)]);
  return content;
}

/** The cells of a workbook. */
export async function cellsOf(content: Buffer): Promise<string[][]> {
  return (await readXlsx(content)).map((row) => row.map(String));
}

/** A zip archive of these parts. */
export async function zipOf(parts: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(content, name);
  zip.end();
  const target = new PassThrough();
  zip.outputStream.pipe(target);
  return buffer(target);
}

/** What the API answers to a file. */
export interface Uploaded {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Sends a file as a form does. */
export async function sendFile(
  system: System,
  user: string,
  path: string,
  content: Buffer | string,
  name = 'file.csv',
  type = 'text/csv',
): Promise<Uploaded> {
  const form = new FormData();
  form.append(
    'file',
    new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type }),
    name,
  );
  const response = await fetch(`${system.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${system.keyOf(user)}` },
    body: form,
  });
  const body: unknown = await response.json();
  return { status: response.status, body: isRecord(body) ? body : {} };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
