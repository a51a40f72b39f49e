import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 20;

/**
 * Waits until something holds.
 *
 * @param what is awaited, for the error
 * @throws if it does not hold within two minutes
 */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  everyMs = LOOK_EVERY_MS,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited two minutes in vain: ${what}.`);
    await pause(everyMs);
  }
}
