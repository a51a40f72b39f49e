import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { refusedFile } from '../sheet';

const MOST_ENTRIES = 1_000;
/** Unpacked, in bytes: ten thousand rows of long texts have a quarter of it. */
const LARGEST_UNPACKED = 64 * 1024 * 1024;
/** A sheet of repeated texts shrinks to a thirtieth; deflate can do a thousandth. */
const HIGHEST_RATIO = 200;
/** Below this a ratio says nothing, in bytes. */
const SMALL = 1024 * 1024;
const ENCRYPTED = 0x1;

/** A zip archive of which it is known that it can be unpacked without harm. */
export interface Archive {
  /** The content of a part, which can't become longer than the archive said it is; undefined if there is none. */
  part(name: string): Promise<Readable | undefined>;
}

/**
 * Opens a workbook's archive and looks at what it says of its parts, before any of them is unpacked. While one is, the
 * reader holds it to its word.
 *
 * @throws {Problem} `invalid` if it is none, is encrypted, or would unpack to more than a workbook has
 */
export async function openArchive(content: Buffer): Promise<Archive> {
  const zip = await opened(content);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for (const entry of await entriesOf(zip)) {
    unpacked += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
    if (unpacked > LARGEST_UNPACKED || (entry.uncompressedSize > SMALL && ratio > HIGHEST_RATIO)) {
      throw refusedFile('Would unpack to far more than a workbook of this many rows has. It was not opened.');
    }
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw encrypted();
    entries.set(entry.fileName, entry);
  }
  return {
    part: async (name) => {
      const entry = entries.get(name);
      return entry && (await streamOf(zip, entry));
    },
  };
}

function encrypted() {
  return refusedFile('Is protected by a password. Save it without one.');
}

function broken(cause?: unknown) {
  const problem = refusedFile('Is not a whole XLSX workbook. Open it in a spreadsheet and save it anew.');
  problem.cause = cause;
  return problem;
}

function opened(content: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // It is in memory, so that there is nothing to close.
    fromBuffer(content, { lazyEntries: true, validateEntrySizes: true, autoClose: false }, (error, zip) => {
      // The types say that one of the two is always there; at run time the other is null or absent.
      if (error) reject(broken(error));
      else resolve(zip);
    });
  });
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > MOST_ENTRIES) return Promise.reject(broken());
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', (error: unknown) => reject(broken(error)));
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(broken(error));
      else resolve(stream);
    });
  });
}
