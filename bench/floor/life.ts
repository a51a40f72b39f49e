import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { FLOOR_TASK_QUEUE } from '../site/programs';

/** Starts the bare workflow. */
export function startBare(client: Client, updates: number): Promise<WorkflowHandle> {
  return client.workflow.start('bare', {
    workflowId: `bare-${randomUUID()}`,
    taskQueue: FLOOR_TASK_QUEUE,
    args: [updates],
  });
}

/** Sends it one message, and waits until its activity is done. */
export async function step(handle: WorkflowHandle): Promise<void> {
  await handle.executeUpdate('step');
}
