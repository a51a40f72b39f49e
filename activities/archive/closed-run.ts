import { tsToDate } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import type { ClosedRun, RunId, RunStatus } from '../../models/archives';

type History = temporal.api.history.v1.IHistory;
const { EventType } = temporal.api.enums.v1;

const ENDINGS: Readonly<Partial<Record<temporal.api.enums.v1.EventType, RunStatus>>> = {
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED]: 'completed',
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED]: 'failed',
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT]: 'timed-out',
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED]: 'cancelled',
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED]: 'terminated',
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW]: 'continued-as-new',
};

/** What a history says of its run; undefined if it is not whole, from the run's start to its end. */
export function closedRun({ workflowId, runId }: RunId, { events }: History): ClosedRun | undefined {
  const first = events?.[0];
  const last = events?.at(-1);
  const started = first?.workflowExecutionStartedEventAttributes;
  const status = last?.eventType == null ? undefined : ENDINGS[last.eventType];
  if (!events || !first?.eventTime || !last?.eventTime || !started || !status) return undefined;
  if (Number(last.eventId) !== events.length) return undefined;
  const previousRunId = started.continuedExecutionRunId;
  return {
    workflowId,
    runId,
    ...(previousRunId && { previousRunId }),
    type: started.workflowType?.name ?? '',
    status,
    startedAt: tsToDate(first.eventTime).toISOString(),
    closedAt: tsToDate(last.eventTime).toISOString(),
    events: events.length,
  };
}
