import { proxyActivities } from '@temporalio/workflow';
import type { AnchorActivities, Anchored } from '../../activities/anchor';

const activities = proxyActivities<AnchorActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '2 minutes',
  // The next run is minutes away.
  retry: { maximumAttempts: 3 },
});

/** Puts what was recorded into the log, and signs how the log stands. */
export async function anchorRecords(): Promise<Anchored> {
  return activities.anchorRecords();
}
