import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { run } from '../terminal/run.mjs';
import { LOOPBACK } from './ports.mjs';
import { startProcess } from './processes.mjs';
import { waitUntilReady } from './waiting.mjs';

const READY_WITHIN_MS = 60_000;
export const TEMPORAL_PATIENCE_MS = 15_000;

/**
 * @typedef {object} RunningTemporal
 * @property {string} address host:port of the gRPC front end
 * @property {string | undefined} webUi address of the Web UI
 * @property {import('./processes.mjs').OwnProcess} process
 */

/**
 * @param {string} folder
 * @returns {{data: string, logFile: string, pidFile: string}} where Temporal keeps things under a data folder
 */
export function temporalFiles(folder) {
  return {
    data: join(folder, 'temporal', 'temporal.db'),
    logFile: join(folder, 'logs', 'temporal.log'),
    pidFile: join(folder, 'run', 'temporal.json'),
  };
}

/**
 * Starts Temporal's dev server on disk, namespace `default`, and waits until it serves.
 *
 * @param {object} settings
 * @param {string} settings.binary the `temporal` executable
 * @param {string} settings.folder data folder: database, log and pid file go under it
 * @param {number} settings.port
 * @param {number} [settings.uiPort] without it there is no Web UI
 * @param {string} [settings.uiCodec] where the Web UI has payloads decoded, without `/decode`
 * @param {Record<string, string>} [settings.dynamicConfig] values in JSON, by the names of Temporal's dynamic configuration
 * @returns {Promise<RunningTemporal>}
 * @throws {Error} with the end of its log, when it does not come up
 */
export async function startTemporal({ binary, folder, port, uiPort, uiCodec, dynamicConfig = {} }) {
  const { data, logFile, pidFile } = temporalFiles(folder);
  mkdirSync(join(folder, 'temporal'), { recursive: true });
  const own = await startProcess({
    name: 'Temporal',
    command: binary,
    args: [
      ...['server', 'start-dev', '--ip', LOOPBACK, '--port', String(port)],
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
      ...(uiCodec === undefined ? [] : ['--ui-codec-endpoint', uiCodec]),
      ...['--db-filename', data],
      // Three times the throughput of the defaults, and a commit survives a power cut.
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'],
      ...Object.entries(dynamicConfig).flatMap(([name, value]) => [
        '--dynamic-config-value',
        `${name}=${value}`,
      ]),
      ...['--log-level', 'warn'],
    ],
    logFile,
    pidFile,
  });
  const address = `${LOOPBACK}:${port}`;
  await waitUntilReady(own, logFile, READY_WITHIN_MS, () => serves(binary, address));
  return { address, webUi: uiPort === undefined ? undefined : `http://${LOOPBACK}:${uiPort}`, process: own };
}

/**
 * @param {string} binary
 * @param {string} address
 */
function serves(binary, address) {
  return run(binary, ['operator', 'namespace', 'describe', '-n', 'default', '--address', address]).then(
    () => true,
    () => false,
  );
}
