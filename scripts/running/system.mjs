import { statSync } from 'node:fs';
import process from 'node:process';
import { obtainMongod, obtainTemporalCli } from '../binaries/index.mjs';
import { mongodFiles, startMongod } from '../servers/mongod.mjs';
import { LOOPBACK } from '../servers/ports.mjs';
import { startTemporal, temporalFiles } from '../servers/temporal.mjs';
import { run } from '../terminal/run.mjs';
import { duration, say } from '../terminal/say.mjs';
import { endEverything } from './ending.mjs';
import { handOnEnvironment } from './environment.mjs';
import { keepRunning } from './keep.mjs';
import { rotate, showTroubles } from './log-view.mjs';
import { anchorKeyEnvironment } from './anchor-key.mjs';
import { masterKeyEnvironment } from './master-key.mjs';
import { apiFiles, startProgram, workerFiles } from './programs.mjs';
import { chooseSettings } from './settings.mjs';

/**
 * The scripts that make the product, by absolute path.
 *
 * @typedef {object} Scripts
 * @property {string} worker
 * @property {string} api
 * @property {string} demo makes demo people and departments and writes `demo.json`; may run any number of times
 */

/**
 * Brings everything up on one data folder: Temporal, MongoDB, worker, API, demo data. What an earlier run that was
 * killed has left running there is ended first.
 *
 * @param {object} system
 * @param {string} system.dataDir absolute
 * @param {Scripts} system.scripts
 * @param {AbortSignal} system.stopping
 * @returns {Promise<import('./settings.mjs').Settings>} when all of it is ready
 * @throws {Error} naming what did not come up, with the end of its log
 */
export async function startSystem({ dataDir, scripts, stopping }) {
  await endLeftovers(dataDir);
  const settings = await chooseSettings(dataDir);

  const env = await startServers(settings, stopping);
  stopping.throwIfAborted();
  await startProduct(settings, scripts, env, stopping);
  return settings;
}

/** @param {string} dataDir */
async function endLeftovers(dataDir) {
  const ended = await endEverything(dataDir);
  if (ended > 0) say('  (an earlier run had left that behind)');
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {AbortSignal} stopping
 * @returns {Promise<Record<string, string>>} environment that tells the product where they are
 */
async function startServers({ dataDir, host, port, mongoPort, temporalPort, temporalUiPort }, stopping) {
  const temporal = await obtainTemporalCli();
  const mongod = await obtainMongod();
  stopping.throwIfAborted();
  const began = Date.now();
  const logs = [temporalFiles(dataDir).logFile, mongodFiles(dataDir).logFile];
  for (const logFile of logs) await rotate(logFile);
  say(`Starting MongoDB (port ${mongoPort}) and Temporal (port ${temporalPort}) on ${dataDir}`);
  await Promise.all([
    keepRunning({
      name: 'Temporal',
      logFile: temporalFiles(dataDir).logFile,
      stopping,
      start: () =>
        startTemporal({
          binary: temporal,
          folder: dataDir,
          port: temporalPort,
          uiPort: temporalUiPort,
          uiCodec: `${process.env['PUBLIC_URL'] || `http://${host}:${port}`}/api/v1/codec`,
        }).then((running) => running.process),
    }),
    keepRunning({
      name: 'MongoDB',
      logFile: mongodFiles(dataDir).logFile,
      stopping,
      start: () =>
        startMongod({ binary: mongod, folder: dataDir, port: mongoPort }).then((running) => running.process),
    }),
  ]);
  say(`  both ready, took ${duration(Date.now() - began)}`);
  return {
    MONGO_URL: `mongodb://127.0.0.1:${mongoPort}/redress?replicaSet=rs0`,
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
    TEMPORAL_NAMESPACE: 'default',
  };
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {Scripts} scripts
 * @param {Record<string, string>} servers
 * @param {AbortSignal} stopping
 */
async function startProduct(settings, scripts, servers, stopping) {
  const { dataDir } = settings;
  const env = {
    ...servers,
    ...(await masterKeyEnvironment(dataDir)),
    ...(await anchorKeyEnvironment(dataDir)),
    DATA_DIR: dataDir,
    HOST: settings.host,
    PORT: String(settings.port),
    WORKER_PORT: String(settings.workerPort),
    TEMPORAL_UI_URL: process.env['TEMPORAL_UI_URL'] || `http://${LOOPBACK}:${settings.temporalUiPort}`,
    NODE_ENV: process.env['NODE_ENV'] || 'development',
    LOG_LEVEL: process.env['LOG_LEVEL'] || 'info',
  };
  await handOnEnvironment(dataDir, env);
  const began = Date.now();
  say(`Starting the worker and the API (port ${settings.port}), and making the demo accounts`);
  const program = (name, script, files, port) =>
    keepLogged(name, files, stopping, () =>
      startProgram({ name, script, files, host: settings.host, port, env }),
    );
  await Promise.all([
    program('The worker', scripts.worker, workerFiles(dataDir), settings.workerPort),
    program('The API', scripts.api, apiFiles(dataDir), settings.port),
    run(process.execPath, [scripts.demo], { env, heartbeat: 'making the demo accounts' }),
  ]);
  say(`  all ready, took ${duration(Date.now() - began)}`);
}

/**
 * @param {string} name
 * @param {{logFile: string}} files
 * @param {AbortSignal} stopping
 * @param {() => Promise<import('../servers/processes.mjs').OwnProcess>} start
 */
async function keepLogged(name, { logFile }, stopping, start) {
  await rotate(logFile);
  const stopShowing = showTroubles(name, logFile, sizeNow(logFile));
  stopping.addEventListener('abort', stopShowing, { once: true });
  await keepRunning({ name, logFile, stopping, start });
}

/** @param {string} file */
function sizeNow(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
