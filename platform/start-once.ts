import type { Client } from '@temporalio/client';

/** A workflow that belongs to no case. */
export interface OwnWorkflow<Args extends unknown[]> {
  readonly workflowType: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly args: Args;
}

/** How long Temporal may take to acknowledge it. */
const WITHIN_MS = 2_000;

/**
 * Starts a workflow under its id, unless it runs already.
 *
 * @throws if Temporal does not acknowledge it in time; it may have started all the same
 */
export async function startOnce<Args extends unknown[]>(
  client: Client,
  { workflowType, ...options }: OwnWorkflow<Args>,
): Promise<void> {
  await client.withDeadline(Date.now() + WITHIN_MS, () =>
    client.workflow.start(workflowType, { ...options, workflowIdConflictPolicy: 'USE_EXISTING' }),
  );
}
