import { defineSearchAttributeKey, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, proxyActivities, startChild, workflowInfo } from '@temporalio/workflow';
import type { DutyActivities, DutyDone, DutyDue, DutyTold } from '../../activities/duties';

const { performDuty } = proxyActivities<DutyActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { maximumInterval: '1 minute' },
});
const telling = proxyActivities<DutyActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

const SCHEDULED_AT = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

/** One time of a duty: it is done and recorded, and then told. What waits for its telling holds up no later time. */
export async function duty(which: Pick<DutyDue, 'pack' | 'duty'>): Promise<DutyDone> {
  const done = await performDuty({ ...which, scheduledAt: scheduledAt() });
  if (done.report !== undefined) await startTelling(done.report);
  return done;
}

/** Tells everybody whom a report is for; goes on as long as a mail server is away. */
export async function tellOfDuty(report: string): Promise<DutyTold> {
  return telling.tellOfDuty(report);
}

/** When the schedule meant it to run, however late it does; when it was started, if by hand. */
function scheduledAt(): string {
  const { typedSearchAttributes, startTime } = workflowInfo();
  return (typedSearchAttributes.get(SCHEDULED_AT) ?? startTime).toISOString();
}

async function startTelling(report: string): Promise<void> {
  try {
    await startChild(tellOfDuty, {
      workflowId: `told-${report}`,
      args: [report],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    // An earlier run of the same duty and period is telling it.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
