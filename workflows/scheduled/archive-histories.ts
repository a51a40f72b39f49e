import { proxyActivities } from '@temporalio/workflow';
import type { ArchiveActivities, ArchiveInput, ArchiveResult } from '../../activities/archive';

const { archiveClosedRuns } = proxyActivities<ArchiveActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '2 minutes',
  retry: { maximumAttempts: 3 },
});

/** Keeps the whole history of every run that has closed: no run can do that itself, as its last event comes last. */
export async function archiveHistories(input: ArchiveInput): Promise<ArchiveResult> {
  return archiveClosedRuns(input);
}
