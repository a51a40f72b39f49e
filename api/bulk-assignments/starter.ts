import type { Client } from '@temporalio/client';
import type { Logger } from '../../platform/logging';
import { startOnce } from '../../platform/start-once';
import { BULK_ASSIGN } from '../../workflows/messages';

/** Starts the workflow of a bulk assignment that is stored, or leaves it to the sweep; never rejects. */
export type BulkStarter = (id: string) => Promise<void>;

/** Starts the workflows over a client. */
export function createBulkStarter(client: Client, taskQueue: string, logger: Logger): BulkStarter {
  return async (id) => {
    try {
      await startOnce(client, { workflowType: BULK_ASSIGN, workflowId: id, taskQueue, args: [{ id }] });
    } catch (error) {
      logger.warn({ err: error, bulk: id }, 'A bulk assignment was not started at once; the sweep starts it');
    }
  };
}
