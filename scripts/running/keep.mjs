import { setTimeout as sleep } from 'node:timers/promises';
import { duration, say } from '../terminal/say.mjs';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Whatever ran this long was well: the next failure counts as the first. */
const STEADY_MS = 60_000;

/**
 * Starts a program and keeps it running: when it ends by itself, that is said and it is started again, after a
 * wait that doubles with each failure in a row.
 *
 * @param {object} program
 * @param {string} program.name
 * @param {string} program.logFile
 * @param {() => Promise<import('../servers/processes.mjs').OwnProcess>} program.start resolves when it is ready
 * @param {AbortSignal} program.stopping from then on an end is no surprise
 * @returns {Promise<void>} when it is ready for the first time
 * @throws {Error} when the first start fails
 */
export async function keepRunning(program) {
  program.stopping.throwIfAborted();
  const first = await program.start();
  void startAgain(program, first);
}

/**
 * @param {Parameters<typeof keepRunning>[0]} program
 * @param {import('../servers/processes.mjs').OwnProcess} first
 */
async function startAgain({ name, logFile, start, stopping }, first) {
  let current = first;
  let wait = FIRST_WAIT_MS;
  for (;;) {
    const began = Date.now();
    const exit = await current.ended;
    if (stopping.aborted) return;
    if (Date.now() - began > STEADY_MS) wait = FIRST_WAIT_MS;
    say(`${name} ended unexpectedly (${exit}); starting it again in ${duration(wait)}. Its log: ${logFile}`);
    await sleep(wait, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    try {
      current = await start();
      say(`${name} is up again.`);
    } catch (error) {
      if (stopping.aborted) return;
      say(error.message);
    }
  }
}
