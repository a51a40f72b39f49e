import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';

/** Ends the runs of these workflows at once, whatever they wait for; those that are over are passed by. */
export type EndRuns = (workflowIds: readonly string[], why: string) => Promise<void>;

/** @returns what rejects when Temporal is out of reach */
export function runEnder(client: Client): EndRuns {
  return async (workflowIds, why) => {
    for (const id of workflowIds) {
      try {
        await client.workflow.getHandle(id).terminate(why);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    }
  };
}
