import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { TypedSearchAttributes } from '@temporalio/common';

/**
 * After so long without an answer a workflow task is given to another worker: the time that a case waits whose task was
 * in the hands of a worker when it was killed. A task takes milliseconds, and a second when a long history is replayed.
 */
const WORKFLOW_TASK_TIMEOUT = '4 seconds';

/** What a case's workflow is started with. */
export interface CaseStart<Args extends unknown[]> {
  readonly workflowType: string;
  /** The case's number; it is the workflow's id. */
  readonly number: string;
  readonly taskQueue: string;
  readonly args: Args;
  readonly searchAttributes?: TypedSearchAttributes;
}

/**
 * Starts the workflow of a case. A number that runs, or ran and is still remembered by Temporal, counts as started and
 * is left alone, so that the API and the sweep may both try. Whoever tries later than that must first see that the
 * case has no events: Temporal forgets numbers after its retention time.
 *
 * Waits for Temporal without end; give it a time with `client.connection.withDeadline`.
 */
export async function startCase<Args extends unknown[]>(
  client: Client,
  { workflowType, number, taskQueue, args, searchAttributes }: CaseStart<Args>,
): Promise<'started' | 'already-started'> {
  try {
    await client.workflow.start(workflowType, {
      workflowId: number,
      taskQueue,
      args,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      ...(searchAttributes && { typedSearchAttributes: searchAttributes }),
    });
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already-started';
    throw error;
  }
}
