import type { Client } from '@temporalio/client';
import { startInput, type IntakeDocument } from '../models/intakes';
import type { PolicyStore } from '../models/policies';
import { startCase } from '../platform/start-case';
import { caseStartOptions } from '../workflows/messages';

/** How long one start may take; the next sweep tries again. */
const START_WITHIN_MS = 10_000;

/** Starts the workflows of filed cases, under the rules that were pinned when they were filed. */
export function caseStarter(client: Client, taskQueue: string, policies: PolicyStore) {
  return async (filed: IntakeDocument): Promise<'started' | 'already-started'> => {
    const policy = await policies.find(filed.policy.id, filed.policy.version);
    if (!policy)
      throw new Error(`Version ${filed.policy.version} of pack ${filed.policy.id} is not published.`);
    const options = caseStartOptions(startInput(filed, policy), taskQueue);
    return client.connection.withDeadline(Date.now() + START_WITHIN_MS, () => startCase(client, options));
  };
}
