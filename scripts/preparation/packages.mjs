import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { duration, say } from '../terminal/say.mjs';
import { run } from '../terminal/run.mjs';

/** The oldest Node that can do what the product uses. */
const OLDEST_NODE = [20, 19];

/**
 * Installs the packages that the lockfile names, unless exactly those are installed.
 *
 * @param {string} root folder of the project
 * @throws {Error} when Node is too old or npm fails
 */
export async function preparePackages(root) {
  requireNode();
  const reason = await outOfStep(root);
  if (!reason) return;
  const began = Date.now();
  say(`Installing packages from the lockfile (${reason}; about 350 MB on disk, a minute or two)`);
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, heartbeat: 'npm ci' });
  say(`  packages installed, took ${duration(Date.now() - began)}`);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(
    `Node ${process.versions.node} is too old: ${OLDEST_NODE.join('.')} or later is needed. Install it from https://nodejs.org`,
  );
}

/**
 * @param {string} root
 * @returns {Promise<string | undefined>} why packages must be installed; undefined when they are
 */
async function outOfStep(root) {
  const wanted = await packagesIn(join(root, 'package-lock.json'));
  if (!wanted) throw new Error(`${root} has no package-lock.json that can be read`);
  // npm writes this file last: an installation that was interrupted has none.
  const installed = await packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'none are installed';
  const differing = Object.entries(wanted).filter(
    ([path, entry]) => path !== '' && !isInstalled(entry, installed[path]),
  );
  return differing.length > 0 ? `${differing.length} differ from it` : undefined;
}

/**
 * @param {{version?: string, integrity?: string, optional?: boolean, devOptional?: boolean}} wanted
 * @param {{version?: string, integrity?: string} | undefined} installed
 */
function isInstalled(wanted, installed) {
  // Packages for other platforms stay away.
  if (!installed) return wanted.optional === true || wanted.devOptional === true;
  return installed.version === wanted.version && installed.integrity === wanted.integrity;
}

/**
 * @param {string} lockfile
 * @returns {Promise<Record<string, any> | undefined>}
 */
async function packagesIn(lockfile) {
  try {
    return JSON.parse(await readFile(lockfile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
