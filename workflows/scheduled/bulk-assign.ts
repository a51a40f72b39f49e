import { proxyActivities } from '@temporalio/workflow';
import type { BulkAssignActivities, BulkAssignInput, BulkResult } from '../../activities/bulk-assign';

const { assignEach } = proxyActivities<BulkAssignActivities>({
  startToCloseTimeout: '1 hour',
  // A killed worker holds it up no longer than this.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
});

const { resumeBulkAssignments } = proxyActivities<BulkAssignActivities>({
  startToCloseTimeout: '1 minute',
  // The next sweep is a minute away.
  retry: { maximumAttempts: 1 },
});

/** Assigns many cases to one department, each by its own rules. */
export async function bulkAssign(input: BulkAssignInput): Promise<BulkResult> {
  return assignEach(input);
}

/** Takes up the bulk assignments whose workflow could not be started, because the API was killed or Temporal was away. */
export async function bulkAssignSweep(): Promise<void> {
  await resumeBulkAssignments();
}
