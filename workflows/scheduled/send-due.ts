import { proxyActivities } from '@temporalio/workflow';
import type { DueActivities, DueSent } from '../../activities/notify/due';

const activities = proxyActivities<DueActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  // The next sweep is seconds away.
  retry: { maximumAttempts: 1 },
});

/** Sends what has waited for its time, so that no case has to. */
export async function sendDue(): Promise<DueSent> {
  return activities.sendDue();
}
