import type { Client } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';

/** How long the answer to what was stored waits for its start: it is safe already, and is started later otherwise. */
const START_WITHIN_MS = 1_000;

/**
 * Starts a workflow at once if Temporal lets it; never rejects.
 *
 * @param whenNot is told why it did not start
 */
export async function startSoon(
  client: Client,
  start: () => Promise<void>,
  whenNot: (error: unknown) => void,
): Promise<void> {
  const started = client.withDeadline(Date.now() + START_WITHIN_MS, start).catch(whenNot);
  // The deadline binds the calls to Temporal; a retry between two of them, or the key of the case, may take longer.
  await Promise.race([started, pause(START_WITHIN_MS, undefined, { ref: false })]);
}
