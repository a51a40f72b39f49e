import { proxyActivities } from '@temporalio/workflow';
import type { SweepActivities, SweepResult } from '../../activities/sweep';

const { sweepIntakes } = proxyActivities<SweepActivities>({
  startToCloseTimeout: '1 minute',
  // The next sweep is seconds away.
  retry: { maximumAttempts: 1 },
});

/** Starts the complaints whose workflow the API could not start, because it was killed or Temporal was away. */
export async function intakeSweep(): Promise<SweepResult> {
  return sweepIntakes();
}
