import path from 'node:path';
import { apiFiles, startProgram, workerFiles } from '../../../scripts/running/programs.mjs';
import { freePort, LOOPBACK } from '../../../scripts/servers/index.mjs';
import type { OwnProcess } from '../../../scripts/servers/processes.mjs';
import type { Config } from '../../../platform/config';

const ROOT = path.join(__dirname, '..', '..', '..');

type Servers = Pick<Config, 'mongo' | 'temporal'>;

/**
 * The worker as it is run in production: its built program, a process of its own.
 *
 * @param folder for its log; whoever guards the folder ends it
 * @param settings beside where MongoDB and Temporal are
 */
export async function startWorkerProcess(
  folder: string,
  servers: Servers,
  settings: Readonly<Record<string, string>>,
): Promise<OwnProcess> {
  const port = await freePort();
  return startProgram({
    name: 'worker',
    script: path.join(ROOT, 'dist', 'worker', 'main.js'),
    files: workerFiles(folder),
    host: LOOPBACK,
    port,
    env: {
      ...serversOf(servers),
      DATA_DIR: folder,
      WORKER_PORT: String(port),
      LOG_LEVEL: 'warn',
      ...settings,
    },
  });
}

/**
 * The API as it is run in production: its built program, a process of its own.
 *
 * @param folder for its log
 * @param settings beside where MongoDB and Temporal are
 */
export async function startApiProcess(
  folder: string,
  servers: Servers,
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly process: OwnProcess; readonly url: string }> {
  const port = await freePort();
  const own = await startProgram({
    name: 'api',
    script: path.join(ROOT, 'dist', 'api', 'main.js'),
    files: apiFiles(folder),
    host: LOOPBACK,
    port,
    env: {
      ...serversOf(servers),
      DATA_DIR: folder,
      HOST: LOOPBACK,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ...settings,
    },
  });
  return { process: own, url: `http://${LOOPBACK}:${port}` };
}

/** Where MongoDB and Temporal are, as a process is told. */
function serversOf({ mongo, temporal }: Servers): Readonly<Record<string, string>> {
  return {
    MONGO_URL: mongo.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
  };
}
