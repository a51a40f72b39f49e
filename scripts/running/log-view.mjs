import { Buffer } from 'node:buffer';
import { open, rename, stat } from 'node:fs/promises';
import { say } from '../terminal/say.mjs';

const LOOK_EVERY_MS = 300;
const LONGEST_LINE = 200;
const ROTATED_AT_BYTES = 20_000_000;
/** pino's level of a warning; errors are above it. */
const WARNING = 40;

/**
 * Moves a log that has grown large aside; one older generation is kept.
 *
 * @param {string} logFile
 */
export async function rotate(logFile) {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > ROTATED_AT_BYTES) await rename(logFile, `${logFile}.1`);
}

/**
 * Shows the warnings and errors that are written to a log from now on, one short line each. The programs write
 * to their files themselves, so that they live on when this process does not.
 *
 * @param {string} name stands before each line
 * @param {string} logFile
 * @param {number} from byte at which to begin
 * @returns {() => void} stops it
 */
export function showTroubles(name, logFile, from) {
  let position = from;
  let rest = '';
  let last = '';
  const look = async () => {
    const text = await readFrom(logFile, position).catch(() => Buffer.alloc(0));
    position += text.length;
    const lines = (rest + text.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const trouble = troubleIn(line);
      if (trouble && trouble !== last) say(`[${name}] ${trouble}`);
      if (trouble) last = trouble;
    }
  };
  let turn = Promise.resolve();
  const timer = globalThis.setInterval(() => {
    turn = turn.then(look);
  }, LOOK_EVERY_MS);
  return () => globalThis.clearInterval(timer);
}

/**
 * @param {string} line of a log
 * @returns {string | undefined} what it warns of
 */
export function troubleIn(line) {
  const entry = parse(line);
  if (!entry) return /^(\w*Error|fatal)\b/i.test(line) ? line.slice(0, LONGEST_LINE) : undefined;
  if (!(Number(entry.level) >= WARNING)) return undefined;
  const kind = Number(entry.level) > WARNING ? 'error' : 'warning';
  const cause = entry.err?.message ? `: ${entry.err.message}` : '';
  return `${kind}: ${entry.msg ?? ''}${cause}`.replaceAll('\n', ' ').slice(0, LONGEST_LINE);
}

/** @param {string} line */
function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {number} position
 */
async function readFrom(file, position) {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.max(0, size - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
