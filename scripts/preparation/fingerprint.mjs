import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Made from the other sources, so no source. */
const GENERATED = /(^|\/)console\/generated\//;

/**
 * @typedef {object} Sources paths relative to the root
 * @property {readonly string[]} folders
 * @property {readonly string[]} files
 */

/**
 * @param {string} root
 * @param {Sources} sources
 * @returns {Promise<string>} changes whenever a source changes, appears or goes
 */
export async function fingerprintOf(root, sources) {
  const hash = createHash('sha256');
  for (const file of await filesOf(root, sources)) {
    hash.update(`${file}\0`);
    hash.update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {Sources} sources
 * @returns {Promise<string[]>} paths relative to the root, sorted
 */
export async function filesOf(root, { folders, files }) {
  const found = [...files];
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1);
      if (!GENERATED.test(file)) found.push(file);
    }
  }
  return found.sort();
}
