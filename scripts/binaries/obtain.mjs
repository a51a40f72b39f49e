import { dirname, join } from 'node:path';
import process from 'node:process';
import { duration, say, sizeOf } from '../terminal/say.mjs';
import { cacheFolder, exists, fillCache } from './cache.mjs';
import { onPath } from './tools.mjs';

/**
 * One way to get a binary into a folder.
 * @typedef {object} Source
 * @property {string} from what is said while it is tried
 * @property {(folder: string) => Promise<void>} fetch leaves the executable in the folder under its name
 */

/**
 * @typedef {object} Binary
 * @property {string} title for people
 * @property {string} variable environment variable that names an executable to use instead of all else
 * @property {string} executable file name, on PATH and in the cache
 * @property {string} cachedAs folder in the cache, with the version in it
 * @property {(path: string) => Promise<string>} check runs it and returns what it says it is
 * @property {Source[]} sources tried in this order
 */

/**
 * Finds a binary, or obtains it: environment variable, PATH, cache, then its sources. It is run once before it
 * is handed out.
 *
 * @param {Binary} binary
 * @returns {Promise<string>} path of an executable that runs here
 * @throws {Error} naming everything that was tried and what to do
 */
export async function obtain(binary) {
  const named = process.env[binary.variable];
  if (named) return useNamed(binary, named);

  const installed = await onPath(binary.executable);
  if (installed && (await runs(binary, installed))) return installed;

  const cached = join(cacheFolder(), binary.cachedAs, binary.executable);
  if ((await exists(cached)) && (await runs(binary, cached))) return cached;

  return fetchFrom(binary, cached);
}

/**
 * @param {Binary} binary
 * @param {string} path
 */
async function useNamed(binary, path) {
  try {
    await binary.check(path);
    return path;
  } catch (error) {
    throw new Error(
      `${binary.variable} names ${path}, which does not run as ${binary.title}: ${error.message}\n` +
        `Correct ${binary.variable}, or unset it to have one found or fetched.`,
      { cause: error },
    );
  }
}

/**
 * @param {Binary} binary
 * @param {string} path
 */
async function runs(binary, path) {
  try {
    await binary.check(path);
    return true;
  } catch (error) {
    say(`  ${path} does not run here and is passed over: ${firstLine(error)}`);
    return false;
  }
}

/**
 * @param {Binary} binary
 * @param {string} cached
 */
async function fetchFrom(binary, cached) {
  say(
    `${binary.title} is neither named by ${binary.variable}, nor on PATH, nor in ${cacheFolder()}: obtaining it`,
  );
  const failures = [];
  for (const source of binary.sources) {
    const began = Date.now();
    say(`  trying ${source.from}`);
    try {
      let version = '';
      await fillCache(binary.cachedAs, async (folder) => {
        await source.fetch(folder);
        version = await binary.check(join(folder, binary.executable));
      });
      say(
        `  ${binary.title} ready: ${version}, ${sizeOf(dirname(cached))}, took ${duration(Date.now() - began)}`,
      );
      return cached;
    } catch (error) {
      say(`  not from there: ${firstLine(error)}`);
      failures.push(`- ${source.from}: ${error.message}`);
    }
  }
  throw new Error(
    `${binary.title} could not be obtained. Tried:\n${failures.join('\n')}\n` +
      `Install what is named above and run this again, or put an executable's path into ${binary.variable}.`,
  );
}

/** @param {Error} error */
function firstLine(error) {
  return error.message.split('\n')[0];
}
