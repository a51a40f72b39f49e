import { proxyActivities, sleep } from '@temporalio/workflow';
import type { RetentionActivities } from '../../activities/retention';

const { finishErasures, planRetention, tellOfRetention, carryOutRetention } =
  proxyActivities<RetentionActivities>({
    startToCloseTimeout: '6 hours',
    // A killed worker holds it up no longer than this.
    heartbeatTimeout: '1 minute',
    retry: { maximumInterval: '1 minute' },
  });

export interface RetentionInput {
  /** How long what is going to be erased is known before it is, in milliseconds. */
  readonly noticeMs: number;
}

/** Carries out the erasures that were decided and cut off, as by a process that was killed. */
export async function erasureSweep(): Promise<{ readonly finished: number }> {
  return finishErasures();
}

/**
 * Erases what has been kept long enough (retail/8-retention): it first writes down what it means to erase and tells those
 * who can hold it, and does it when their time to do so is over.
 */
export async function retention({ noticeMs }: RetentionInput): Promise<void> {
  await finishErasures();
  const now = Date.now();
  const { plan, cases } = await planRetention({ now, dueAt: now + noticeMs });
  if (cases > 0) {
    await tellOfRetention({ plan });
    await sleep(noticeMs);
  }
  // Its own plan, and any that a run which was ended has left.
  await carryOutRetention({ now: Date.now() });
}
