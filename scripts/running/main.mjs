import { once } from 'node:events';
import process from 'node:process';
import { say } from '../terminal/say.mjs';
import { claimDataFolder, endEverything } from './ending.mjs';
import { printSummary } from './summary.mjs';
import { startSystem } from './system.mjs';

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
  try {
    await printSummary(await startSystem({ dataDir, scripts, stopping }));
    if (!stopping.aborted) await once(stopping, 'abort');
  } catch (error) {
    process.exitCode = stopping.aborted ? 130 : 1;
    if (!stopping.aborted) say(`\n${error.message}\n`);
  }
  // Nothing that ends from here on is started again.
  controller.abort();
  say('Stopping (Ctrl-C again: at once)');
  await Promise.race([endEverything(dataDir), again.then(() => endEverything(dataDir, { atOnce: true }))]);
  say('Everything has stopped.');
}
