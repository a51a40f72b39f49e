import { proxyActivities } from '@temporalio/workflow';
import type { ActionUpkeepActivities, ActionUpkeepResult } from '../../activities/corrective-actions';

const { tendCorrectiveActions } = proxyActivities<ActionUpkeepActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  // The next one is a minute away.
  retry: { maximumAttempts: 1 },
});

/** Finds the repeats of what corrective actions were to correct, and starts the actions that the API could not start. */
export async function correctiveActionUpkeep(): Promise<ActionUpkeepResult> {
  return tendCorrectiveActions();
}
