import { status } from '@grpc/grpc-js';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { ArchiveStore, RunId } from '../../models/archives';
import { closedRun } from './closed-run';

/**
 * What came of a run. `lost`: Temporal has deleted its history already. `incomplete`: the history that Temporal gave
 * does not reach the run's end.
 */
export type ArchiveOutcome = 'archived' | 'lost' | 'incomplete';

/** Keeps the whole history of one closed run, and of every run before it that continued as it and is not kept yet. */
export async function archiveRun(
  client: Client,
  archives: ArchiveStore,
  run: RunId,
): Promise<ArchiveOutcome> {
  const history = await fetchHistory(client, run);
  if (!history) return 'lost';
  const closed = closedRun(run, history);
  if (!closed) return 'incomplete';
  await archives.keep(closed, temporal.api.history.v1.History.encode(history).finish());
  const previous = closed.previousRunId && { workflowId: run.workflowId, runId: closed.previousRunId };
  if (!previous || (await archives.missing([previous])).length === 0) return 'archived';
  return archiveRun(client, archives, previous);
}

async function fetchHistory(client: Client, { workflowId, runId }: RunId) {
  try {
    return await client.workflow.getHandle(workflowId, runId).fetchHistory();
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === status.NOT_FOUND) return undefined;
    throw error;
  }
}
