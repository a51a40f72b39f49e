import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

/**
 * The key that signs the log of the records: made at the first start and kept. One that the environment names is used
 * instead.
 *
 * @param {string} dataDir
 * @returns {Promise<Record<string, string>>} the environment that hands it to the product
 */
export async function anchorKeyEnvironment(dataDir) {
  if (process.env['ANCHOR_KEY'] || process.env['ANCHOR_KEY_FILE']) return {};
  const file = join(dataDir, 'anchor.key');
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return { ANCHOR_KEY_FILE: file };
}
