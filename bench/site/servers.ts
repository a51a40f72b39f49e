import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { obtainMongod, obtainTemporalCli } from '../../scripts/binaries/index.mjs';
import { freePort, guardFolder, startMongod, startTemporal } from '../../scripts/servers/index.mjs';

/** One Temporal and one mongod, on disk, which everything that is measured shares. */
export interface Servers {
  /** Holds their data, and the logs and pid files of all that is started beside them. */
  readonly folder: string;
  readonly pids: { readonly mongod: number; readonly temporal: number };
  /** The product's settings that name them. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends everything that was started under the folder, and removes it. */
  readonly close: () => Promise<void>;
}

/** Starts the servers in a temporary folder, which goes when this process ends, however it ends. */
export async function startServers(): Promise<Servers> {
  const binaries = { mongod: await obtainMongod(), temporal: await obtainTemporalCli() };
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-bench-'));
  const close = guardFolder(folder);
  const [mongod, temporal] = await Promise.all([
    startMongod({ binary: binaries.mongod, folder, port: await freePort() }),
    startTemporal({ binary: binaries.temporal, folder, port: await freePort() }),
  ]);
  const database = new URL(mongod.url);
  database.pathname = '/redress';
  const env = {
    MONGO_URL: database.href,
    TEMPORAL_ADDRESS: temporal.address,
    MASTER_KEY: randomBytes(32).toString('base64'),
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '1000000',
  };
  return { folder, pids: { mongod: mongod.process.pid, temporal: temporal.process.pid }, env, close };
}
