import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What a running `npm start` hands on (`scripts/running/environment.mjs`). */
const handedOn = z.strictObject({
  MONGO_URL: z.string(),
  TEMPORAL_ADDRESS: z.string(),
  TEMPORAL_NAMESPACE: z.string(),
  MASTER_KEY_FILE: z.string().exactOptional(),
  ANCHOR_KEY_FILE: z.string().exactOptional(),
});

/**
 * The environment to read the configuration from: as it is where it names a server, so that servers of two systems are
 * never mixed; otherwise with that of the `npm start` that runs on the data folder.
 *
 * @throws {Error} when there is neither, with what to do
 */
export async function recordsEnvironment(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (env['MONGO_URL'] || env['TEMPORAL_ADDRESS']) return env;
  const file = path.resolve(env['DATA_DIR'] || '.data', 'run', 'environment.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(
      `Nothing says where the records are: ${file} is missing. Run npm start and leave it running (with the same ` +
        'DATA_DIR), or set the environment of the worker: MONGO_URL, TEMPORAL_ADDRESS, MASTER_KEY_FILE.',
    );
  });
  return { ...env, ...handedOn.parse(JSON.parse(text)) };
}
