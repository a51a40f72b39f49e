import type { Client } from '@temporalio/client';
import type { RunId } from '../../models/archives';

/** A closed run as visibility lists it. */
export interface ListedRun extends RunId {
  /** ISO 8601. */
  readonly closedAt: string;
}

/**
 * Visibility is written after the run has closed, sometimes seconds later. A run that closed before the watermark and
 * was listed after it is found again within this time; one that comes later still, by the full scan of every night.
 */
const OVERLAP_MS = 10 * 60_000;

/** The closed runs of these workflow types, or those that closed since the watermark (ISO 8601), in no order. */
export async function* listClosedRuns(
  client: Client,
  workflowTypes: readonly string[],
  watermark: string | undefined,
): AsyncIterable<ListedRun> {
  for await (const { workflowId, runId, closeTime } of client.workflow.list({
    query: closedRunsQuery(workflowTypes, watermark),
  })) {
    if (closeTime) yield { workflowId, runId, closedAt: closeTime.toISOString() };
  }
}

function closedRunsQuery(workflowTypes: readonly string[], watermark: string | undefined): string {
  const types = workflowTypes.map((type) => `'${type}'`).join(', ');
  const closed = `WorkflowType IN (${types}) AND ExecutionStatus != 'Running'`;
  if (watermark === undefined) return closed;
  const since = new Date(Date.parse(watermark) - OVERLAP_MS).toISOString();
  return `${closed} AND CloseTime >= '${since}'`;
}
