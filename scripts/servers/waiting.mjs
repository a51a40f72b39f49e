import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LOG_LINES = 15;
const LOG_LINES_SEARCHED = 200;
/** mongod: `"s":"E"`, Temporal: `level=ERROR`, our own processes: pino's levels 50 and 60. */
const ERROR_LINE = /"s":"[EF]"|level=(ERROR|FATAL)|"level":[56]0|^Error|Error:/;

/**
 * Waits until a process that was just started is ready.
 *
 * @param {import('./processes.mjs').OwnProcess} own
 * @param {string} logFile quoted when it fails
 * @param {number} withinMs
 * @param {() => Promise<boolean>} isReady
 * @throws {Error} with the last lines of its log, when it ends first or is late
 */
export async function waitUntilReady(own, logFile, withinMs, isReady) {
  const deadline = Date.now() + withinMs;
  while (own.isRunning()) {
    // Something else may answer in its place, when it could not start because of that.
    if ((await isReady()) && own.isRunning()) return;
    if (Date.now() > deadline) {
      await own.kill();
      throw new Error(
        `${own.name} was not ready within ${withinMs / 1000} s. Its log ends:\n${tail(logFile)}`,
      );
    }
    await Promise.race([sleep(100), own.ended]);
  }
  throw new Error(`${own.name} ended while starting (${await own.ended}). Its log ends:\n${tail(logFile)}`);
}

/**
 * @param {string} logFile
 * @returns {string} its last errors (its last lines, if it names no errors) and where the rest is
 */
export function tail(logFile) {
  const recent = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SEARCHED);
  const errors = recent.filter((line) => ERROR_LINE.test(line));
  const lines = errors.length > 0 ? errors : recent;
  return [
    ...lines.slice(-LOG_LINES).map((line) => `  ${line.slice(0, 400)}`),
    `  (all of it: ${logFile})`,
  ].join('\n');
}
