import { ActivityFailure, isCancellation, log, proxyActivities } from '@temporalio/workflow';
import type { AnchorActivities, Anchored } from '../../activities/anchor';

const activities = proxyActivities<AnchorActivities>({
  startToCloseTimeout: '1 hour',
  // Another worker goes on soon after a kill.
  heartbeatTimeout: '30 seconds',
  // The next run is minutes away.
  retry: { maximumAttempts: 3 },
});

export interface AnchoredAndTold extends Anchored {
  /** The number of the last statement that others were told of; absent: they could not be told now. */
  readonly told?: number;
}

/** Puts what was recorded into the log, signs how the log stands, and tells others of it. */
export async function anchorRecords(): Promise<AnchoredAndTold> {
  const anchored = await activities.anchorRecords();
  return { ...anchored, ...(await toldOthers()) };
}

/** Who can't be told now is told by the next run. */
async function toldOthers(): Promise<Pick<AnchoredAndTold, 'told'>> {
  try {
    return { told: await activities.tellOfAnchors() };
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    log.warn('Others could not be told of the newest statements; the next run does it');
    return {};
  }
}
