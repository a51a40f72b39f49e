import type { Client } from '@temporalio/client';
import type { Logger } from '../../platform/logging';
import { startOnce } from '../../platform/start-once';
import { RULE_CHANGE } from '../../workflows/messages';

/** Starts the workflow of a change that is stored, or leaves it to the sweep; never rejects. */
export type ChangeStarter = (id: string) => Promise<void>;

/** Starts the workflows over a client. */
export function createChangeStarter(client: Client, taskQueue: string, logger: Logger): ChangeStarter {
  return async (id) => {
    try {
      await startOnce(client, { workflowType: RULE_CHANGE, workflowId: id, taskQueue, args: [{ id }] });
    } catch (error) {
      logger.warn({ err: error, change: id }, 'A change was not started at once; the sweep starts it');
    }
  };
}
