import { proxyActivities, sleep } from '@temporalio/workflow';
import type { ResumptionActivities, RetimeActivities, RetimeInput } from '../../activities/retime';

const { bringAbout } = proxyActivities<RetimeActivities>({
  startToCloseTimeout: '1 hour',
  // A killed worker holds it up no longer than this.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
});

const { resumeRuleChanges } = proxyActivities<ResumptionActivities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

/** Longer than a record that began before the change may take to be written. */
const LATEST_RECORD = '35 seconds';

/** Brings a changed calendar, or a newer version of a pack, to every open case that it concerns. */
export async function retime(input: RetimeInput): Promise<void> {
  await bringAbout(input);
  // Records that were being written by the former calendar are there by now.
  await sleep(LATEST_RECORD);
  await bringAbout(input);
}

/** Takes up the changes whose workflow could not be started, because the API was killed or Temporal was away. */
export async function ruleChangeSweep(): Promise<void> {
  await resumeRuleChanges();
}
