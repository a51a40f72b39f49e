import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

/**
 * The key that wraps the cases' own keys: made at the first start and kept ever after, as without it nothing
 * that was recorded can be read. A key that the environment names is used instead.
 *
 * @param {string} dataDir
 * @returns {Promise<Record<string, string>>} the environment that hands it to the product
 */
export async function masterKeyEnvironment(dataDir) {
  if (process.env['MASTER_KEY'] || process.env['MASTER_KEY_FILE']) return {};
  const file = join(dataDir, 'master.key');
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return { MASTER_KEY_FILE: file };
}
