import { existsSync } from 'node:fs';
import { mkdtemp, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { obtainMongod, obtainTemporalCli, obtainTestServer } from '../../scripts/binaries/index.mjs';
import { bundleWorkflows } from '../../scripts/preparation/workflow-bundle.mjs';
import { freePort, guardFolder, startMongod, startTemporal } from '../../scripts/servers/index.mjs';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

/**
 * Jest's global set-up of the suites that need servers: one mongod replica set, one Temporal dev server, and the
 * workflow bundle, in a temporary folder. Tests find them by environment:
 *
 * - REDRESS_TEST_MONGO_URL (without a database name: each test file takes a database of its own)
 * - REDRESS_TEST_TEMPORAL_ADDRESS (namespace `default`)
 * - REDRESS_TEST_BUNDLE, path of the workflow bundle
 * - TEMPORAL_TEST_SERVER_PATH, the time-skipping server's executable
 * - REDRESS_TEST_MONGOD and REDRESS_TEST_TEMPORAL_CLI, for suites that start (and kill) servers of their own
 */
export default async function start() {
  const mongod = await obtainMongod();
  const temporal = await obtainTemporalCli();
  const testServer = await obtainTestServer();

  const folder = await mkdtemp(join(await fastFolder(), 'redress-test-'));
  globalThis.endTestServers = guardFolder(folder);

  const [database, engine, bundle] = await Promise.all([
    startMongod({ binary: mongod, folder, port: await freePort() }),
    startTemporal({ binary: temporal, folder, port: await freePort() }),
    bundleInto(folder),
  ]);

  Object.assign(process.env, {
    REDRESS_TEST_MONGO_URL: database.url,
    REDRESS_TEST_TEMPORAL_ADDRESS: engine.address,
    REDRESS_TEST_MONGOD: mongod,
    REDRESS_TEST_TEMPORAL_CLI: temporal,
    TEMPORAL_TEST_SERVER_PATH: testServer,
    ...(bundle && { REDRESS_TEST_BUNDLE: bundle }),
  });
}

/** Linux keeps what is here in memory: servers that write each commit to disk take two thirds of the time. */
const IN_MEMORY = '/dev/shm';
/** More than the servers of any suite write. Bytes. */
const ENOUGH = 4e9;

/** The folder for the servers' files: in memory where there is room for them, else the one for temporary files. */
async function fastFolder() {
  const memory = await statfs(IN_MEMORY).catch(() => undefined);
  return memory && memory.bavail * memory.bsize > ENOUGH ? IN_MEMORY : tmpdir();
}

/** @param {string} folder */
async function bundleInto(folder) {
  if (!existsSync(WORKFLOWS)) return undefined;
  const file = join(folder, 'workflow-bundle.js');
  await writeFile(file, await bundleWorkflows(WORKFLOWS));
  return file;
}
