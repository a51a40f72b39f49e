import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '30 seconds' });

/**
 * The floor: a workflow that takes as many messages as a case, and does nothing with each but one activity that does
 * nothing. What it costs is what Temporal costs.
 *
 * @param updates how many it takes before it ends
 */
export async function bare(updates: number): Promise<void> {
  let taken = 0;
  setHandler(defineUpdate('step'), async () => {
    await nothing();
    taken += 1;
  });
  await nothing();
  await condition(() => taken === updates && allHandlersFinished());
}
