import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';

/** @param {string} dataDir */
function fileOf(dataDir) {
  return join(dataDir, 'run', 'environment.json');
}

/**
 * Writes down where the servers of this run are, so that `npm run records` beside it needs no settings. Addresses and
 * the paths of the files of keys: no secret.
 *
 * @param {string} dataDir absolute
 * @param {Record<string, string>} environment that the product is started with
 */
export async function handOnEnvironment(dataDir, environment) {
  const keyFile = environment['MASTER_KEY_FILE'] ?? process.env['MASTER_KEY_FILE'];
  const anchorKeyFile = environment['ANCHOR_KEY_FILE'] ?? process.env['ANCHOR_KEY_FILE'];
  const { MONGO_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = environment;
  const handedOn = {
    MONGO_URL,
    TEMPORAL_ADDRESS,
    TEMPORAL_NAMESPACE,
    ...(keyFile && { MASTER_KEY_FILE: resolve(keyFile) }),
    ...(anchorKeyFile && { ANCHOR_KEY_FILE: resolve(anchorKeyFile) }),
  };
  await mkdir(join(dataDir, 'run'), { recursive: true });
  await takeBackEnvironment(dataDir);
  await writeFile(fileOf(dataDir), JSON.stringify(handedOn), { mode: 0o600 });
}

/**
 * Nothing is reached there any more.
 *
 * @param {string} dataDir absolute
 */
export async function takeBackEnvironment(dataDir) {
  await rm(fileOf(dataDir), { force: true });
}
