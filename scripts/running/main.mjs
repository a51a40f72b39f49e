import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../terminal/say.mjs';
import { claimDataFolder, endEverything } from './ending.mjs';
import { takeBackEnvironment } from './environment.mjs';
import { printSummary } from './summary.mjs';
import { startSystem } from './system.mjs';

const BREAKING_OFF_MS = 1_000;

/**
 * Runs the system until it is told to stop, then stops all of it in order. What fails is said; the exit code is 1
 * for a failure, 130 for a start that was broken off, 0 otherwise.
 *
 * @param {object} system
 * @param {string} system.dataDir absolute
 * @param {import('./system.mjs').Scripts} system.scripts
 * @param {ReturnType<import('./stop-signal.mjs').listenForStop>} system.stop
 * @throws {Error} when another run uses the data folder
 */
export async function runUntilStopped({ dataDir, scripts, stop: { controller, again } }) {
  await claimDataFolder(dataDir);
  const stopping = controller.signal;
  const told = stopping.aborted ? Promise.resolve() : once(stopping, 'abort');
  const started = startSystem({ dataDir, scripts, stopping }).then(printSummary);
  const failed = started.then(
    () => told,
    (error) => reportFailure(error, stopping),
  );
  await Promise.race([told, failed]);

  // Nothing that ends from here on is started again.
  controller.abort();
  say('Stopping (Ctrl-C again: at once)');
  await Promise.race([endEverything(dataDir), again.then(() => endEverything(dataDir, { atOnce: true }))]);
  // A start that was broken off may have brought one more thing up meanwhile; a download is not waited for.
  await Promise.race([started.catch(() => (process.exitCode ??= 130)), sleep(BREAKING_OFF_MS)]);
  await endEverything(dataDir);
  await takeBackEnvironment(dataDir);
  say('Everything has stopped.');
}

/**
 * @param {Error} error
 * @param {AbortSignal} stopping
 */
function reportFailure(error, stopping) {
  if (stopping.aborted) return;
  process.exitCode = 1;
  say(`\n${error.message}\n`);
}
