import type { Client } from '@temporalio/client';
import { startInput, type IntakeDocument } from '../../models/intakes';
import type { Policy } from '../../domain/policy/policy';
import type { Logger } from '../../platform/logging';
import { startCase } from '../../platform/start-case';
import { startSoon } from '../../platform/start-soon';
import { caseStartOptions } from '../../workflows/messages';

/** Starts the procedure of a complaint that was just filed, or leaves it to the sweep; never rejects. */
export type Starter = (filed: IntakeDocument, policy: Policy) => Promise<void>;

/** Starts workflows over a client with the codec of the cases. */
export function createStarter(client: Client, taskQueue: string, logger: Logger): Starter {
  return (filed, policy) =>
    startSoon(
      client,
      async () => {
        await startCase(client, caseStartOptions(startInput(filed, policy), taskQueue));
      },
      (error) => logger.warn({ err: error, number: filed._id }, 'Not started at once; the sweep starts it'),
    );
}
