import type { Client } from '@temporalio/client';
import { startInput, type IntakeDocument } from '../models/intakes';
import type { PolicyStore } from '../models/policies';
import { startCase } from '../platform/start-case';
import { COMPLAINT, searchAttributesOf } from '../workflows/messages';

/** How long one start may take; the next sweep tries again. */
const START_WITHIN_MS = 10_000;

/** Starts the workflows of filed complaints, under the rules that were pinned when they were filed. */
export function complaintStarter(client: Client, taskQueue: string, policies: PolicyStore) {
  return async (filed: IntakeDocument): Promise<'started' | 'already-started'> => {
    const policy = await policies.find(filed.policy.id, filed.policy.version);
    if (!policy)
      throw new Error(`Version ${filed.policy.version} of pack ${filed.policy.id} is not published.`);
    const input = startInput(filed, policy);
    return client.connection.withDeadline(Date.now() + START_WITHIN_MS, () =>
      startCase(client, {
        workflowType: COMPLAINT,
        number: filed._id,
        taskQueue,
        args: [input],
        searchAttributes: searchAttributesOf(input),
      }),
    );
  };
}
