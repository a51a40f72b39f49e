import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/**
 * @returns {string} the folder that keeps obtained binaries: `$XDG_CACHE_HOME/redress` or `~/.cache/redress`
 */
export function cacheFolder() {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'redress');
}

/**
 * Fills one folder of the cache, whole or not at all: the filling happens in a staging folder that is renamed
 * when it is complete. A killed run leaves only a staging folder, which a later run removes; of two runs at the
 * same time, the first to finish wins and the other takes what it finds.
 *
 * @param {string} name folder in the cache, with the version in it
 * @param {(staging: string) => Promise<void>} fill
 * @returns {Promise<string>} the finished folder
 */
export async function fillCache(name, fill) {
  const root = cacheFolder();
  const target = join(root, name);
  const stagingRoot = join(root, 'staging');
  await mkdir(stagingRoot, { recursive: true });
  await removeAbandoned(stagingRoot);
  const staging = join(stagingRoot, `${process.pid}-${randomBytes(4).toString('hex')}-${name}`);
  await mkdir(staging);
  try {
    await fill(staging);
    await moveInto(staging, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return target;
}

/**
 * @param {string} staging
 * @param {string} target
 */
async function moveInto(staging, target) {
  try {
    await rename(staging, target);
  } catch (error) {
    // Another run was faster: a folder that is not empty can't be renamed over.
    if (!(await exists(target))) throw error;
  }
}

/** @param {string} stagingRoot */
async function removeAbandoned(stagingRoot) {
  for (const entry of await readdir(stagingRoot)) {
    if (!isAlive(Number.parseInt(entry, 10))) {
      await rm(join(stagingRoot, entry), { recursive: true, force: true });
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
export async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
