import type { Client } from '@temporalio/client';
import { startInput, type IntakeDocument } from '../../models/intakes';
import type { Policy } from '../../domain/policy/policy';
import type { Logger } from '../../platform/logging';
import { startCase } from '../../platform/start-case';
import { caseStartOptions } from '../../workflows/messages';

/** Starts the procedure of a complaint that was just filed, or leaves it to the sweep; never rejects. */
export type Starter = (filed: IntakeDocument, policy: Policy) => Promise<void>;

/** How long the answer to an intake waits for its start: the intake itself is safe already. */
const START_WITHIN_MS = 1_000;

/** Starts workflows over a client with the codec of the cases. */
export function createStarter(client: Client, taskQueue: string, logger: Logger): Starter {
  const start = async (filed: IntakeDocument, policy: Policy, deadline: number): Promise<void> => {
    const options = caseStartOptions(startInput(filed, policy), taskQueue);
    await client.withDeadline(deadline, () => startCase(client, options));
  };

  return async (filed, policy) => {
    const deadline = Date.now() + START_WITHIN_MS;
    const started = start(filed, policy, deadline).catch((error: unknown) => {
      logger.warn({ err: error, number: filed._id }, 'Not started at once; the sweep starts it');
    });
    // The deadline binds the calls to Temporal; a retry between two of them, or the key of the case, may take longer.
    await Promise.race([started, pause(START_WITHIN_MS)]);
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
