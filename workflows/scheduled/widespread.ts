import { proxyActivities } from '@temporalio/workflow';
import type { WidespreadActivities } from '../../activities/widespread';

const { tendWidespread } = proxyActivities<WidespreadActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  // The next run is a minute away.
  retry: { maximumAttempts: 1 },
});

/** Recognises widespread complaints by themselves, and tells one solution to all of them (it-service/4-priority). */
export async function widespread(): Promise<void> {
  await tendWidespread();
}
