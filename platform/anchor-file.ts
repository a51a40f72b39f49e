import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The file of statements outside MongoDB: one line of JSON each, only ever added to. */
export interface AnchorFile {
  readonly path: string;
  /** The last whole line; undefined if there is none. */
  lastLine(): Promise<string | undefined>;
  /** Adds lines, and returns when they are on the disk. Half a line that a crash has left is replaced. */
  append(lines: readonly string[]): Promise<void>;
  /** Puts a public key beside it, once. */
  keepKey(key: string, pem: string): Promise<void>;
  /** The number of the last statement that others were told of; undefined: it is not known. */
  told(): Promise<number | undefined>;
  /** Remembers it, beside the file. */
  keepTold(number: number): Promise<void>;
}

const NAME = 'anchors.jsonl';
const TOLD = 'anchors.told';
const LINE_FEED = 0x0a;

/** @param directory absolute; it is made when the first line is written */
export function openAnchorFile(directory: string): AnchorFile {
  const file = path.join(directory, NAME);

  return {
    path: file,
    lastLine: async () => {
      const content = await wholeLines(file);
      return content.split('\n').at(-2);
    },
    append: async (lines) => {
      await mkdir(directory, { recursive: true });
      const handle = await open(file, 'a+');
      try {
        await handle.truncate((await tailOf(file)).end);
        await handle.appendFile(lines.map((line) => `${line}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    keepKey: async (key, pem) => {
      await mkdir(directory, { recursive: true });
      await writeFile(path.join(directory, `anchor-key-${key}.pem`), pem, { flag: 'wx' }).catch(ifThere);
    },
    told: async () => {
      const text = (await readFile(path.join(directory, TOLD), 'utf8').catch(ifMissing)) ?? '';
      return /^[0-9]{1,15}$/.test(text.trim()) ? Number(text) : undefined;
    },
    keepTold: async (number) => {
      await mkdir(directory, { recursive: true });
      const unfinished = path.join(directory, `.${TOLD}.${randomUUID()}`);
      await writeFile(unfinished, `${number}\n`);
      // Whoever is killed leaves the number before, and never half of one.
      await rename(unfinished, path.join(directory, TOLD));
    },
  };
}

/** The lines of a file of statements, one after the other; the last may be cut. */
export async function* anchorLines(file: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) if (line !== '') yield line;
}

/** The last lines are all that is read of it: a line may be two megabytes long. */
const TAIL_BYTES = 8 * 1024 * 1024;

async function wholeLines(file: string): Promise<string> {
  return (await tailOf(file)).text;
}

/** Whole lines of the file's end, and where in it the last of them ends. */
async function tailOf(file: string): Promise<{ readonly text: string; readonly end: number }> {
  const handle = await open(file, 'r').catch(ifMissing);
  if (!handle) return { text: '', end: 0 };
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const bytes = Buffer.alloc(size - from);
    await handle.read(bytes, 0, bytes.length, from);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    return { text: bytes.subarray(0, end).toString('utf8'), end: from + end };
  } finally {
    await handle.close();
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
