import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { commandLineOf, endLeftover } from '../servers/processes.mjs';
import { MONGOD_PATIENCE_MS, mongodFiles } from '../servers/mongod.mjs';
import { TEMPORAL_PATIENCE_MS, temporalFiles } from '../servers/temporal.mjs';
import { duration, say } from '../terminal/say.mjs';
import { apiFiles, PROGRAM_PATIENCE_MS, workerFiles } from './programs.mjs';

/**
 * Everything that runs for a data folder, in the order in which it is stopped: whoever needs another goes first.
 *
 * @param {string} dataDir
 */
function inOrder(dataDir) {
  return [
    { name: 'the API', pidFile: apiFiles(dataDir).pidFile, patienceMs: PROGRAM_PATIENCE_MS },
    { name: 'the worker', pidFile: workerFiles(dataDir).pidFile, patienceMs: PROGRAM_PATIENCE_MS },
    { name: 'Temporal', pidFile: temporalFiles(dataDir).pidFile, patienceMs: TEMPORAL_PATIENCE_MS },
    { name: 'MongoDB', pidFile: mongodFiles(dataDir).pidFile, patienceMs: MONGOD_PATIENCE_MS },
  ];
}

/**
 * Ends everything that runs for a data folder, in order, whether this run started it or an earlier one that was
 * killed. Safe to call at any moment of a start.
 *
 * @param {string} dataDir
 * @param {object} [how]
 * @param {boolean} [how.atOnce] without waiting for anything to finish
 * @returns {Promise<number>} how many processes were ended
 */
export async function endEverything(dataDir, { atOnce = false } = {}) {
  let ended = 0;
  for (const { name, pidFile, patienceMs } of inOrder(dataDir)) {
    const began = Date.now();
    const end = await endLeftover(pidFile, atOnce ? 0 : patienceMs);
    if (!end) continue;
    ended += 1;
    const how =
      end === 'killed' && !atOnce ? `did not stop within ${duration(patienceMs)}: killed` : 'stopped';
    say(`  ${name}: ${how} (${duration(Date.now() - began)})`);
  }
  return ended;
}

/**
 * Two runs on one data folder would fight over it.
 *
 * @param {string} dataDir
 * @throws {Error} when another run uses the folder, with what to do
 */
export async function claimDataFolder(dataDir) {
  const file = join(dataDir, 'run', 'start.json');
  const other = readClaim(file);
  if (other && other.pid !== process.pid && (await commandLineOf(other.pid)) === other.commandLine) {
    throw new Error(
      `Redress runs already on ${dataDir} (process ${other.pid}). ` +
        'Stop it with Ctrl-C there, or give this one a folder of its own: DATA_DIR=… npm start',
    );
  }
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, commandLine: await commandLineOf(process.pid) }));
}

/** @param {string} file */
function readClaim(file) {
  try {
    const { pid, commandLine } = JSON.parse(readFileSync(file, 'utf8'));
    return { pid: Number(pid), commandLine: String(commandLine) };
  } catch {
    return undefined;
  }
}
