import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { refusedFile } from '../sheet';

export type Attributes = Readonly<Record<string, string>>;

/** What a part of a workbook is read for; names are without their prefix. */
export interface Reader {
  readonly opened?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly closed?: (name: string) => void;
}

/**
 * Reads a part while it is unpacked: it is never whole in memory.
 *
 * @throws {Problem} `invalid` if it is not well-formed, or not what the archive said of it
 * @throws whatever the reader throws
 */
export async function readElements(part: Readable, { opened, text, closed }: Reader): Promise<void> {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => opened?.(local(name), attributes));
  parser.on('text', (content) => text?.(content));
  parser.on('closetag', ({ name }) => closed?.(local(name)));
  const malformed: Error[] = [];
  parser.on('error', (error) => malformed.push(error));
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of chunksOf(part)) {
      parser.write(decoder.write(chunk));
      if (malformed.length > 0) throw unreadable();
    }
    parser.write(decoder.end()).close();
  } finally {
    part.destroy();
  }
  if (malformed.length > 0) throw unreadable();
}

async function* chunksOf(part: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of part) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch {
    // The archive's own words: a size or a checksum that is not as it said.
    throw unreadable();
  }
}

function unreadable() {
  return refusedFile('Is not a whole XLSX workbook. Open it in a spreadsheet and save it anew.');
}

/** `x:row` is `row`. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
