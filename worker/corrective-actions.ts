import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { ActionTerms } from '../domain/corrective-action/corrective-action';
import { startCase } from '../platform/start-case';
import { CORRECTIVE_ACTION, REPEAT, type Repeat } from '../workflows/messages';

/** How long Temporal may take over one start or one signal; the next upkeep tries again. */
const WITHIN_MS = 10_000;

/** The ways to the workflows of corrective actions that the upkeep needs. */
export function actionWorkflows(client: Client, taskQueue: string) {
  return {
    startAction: (terms: ActionTerms) =>
      client.connection.withDeadline(Date.now() + WITHIN_MS, () =>
        startCase(client, { workflowType: CORRECTIVE_ACTION, number: terms.id, taskQueue, args: [terms] }),
      ),
    tellOfRepeat: async (action: string, number: string): Promise<void> => {
      const repeat: Repeat = { number };
      try {
        await client.connection.withDeadline(Date.now() + WITHIN_MS, () =>
          client.workflow.getHandle(action).signal(REPEAT, repeat),
        );
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}
