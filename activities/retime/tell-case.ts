import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { CaseOrder } from './plan';

/** How long Temporal may take to acknowledge one signal. */
const WITHIN_MS = 10_000;

/** Signals cases over a client with their codec. */
export function caseTeller(client: Client) {
  return async (number: string, { signal, order }: CaseOrder): Promise<'told' | 'not-running'> => {
    try {
      await client.connection.withDeadline(Date.now() + WITHIN_MS, () =>
        client.workflow.getHandle(number).signal(signal, order),
      );
      return 'told';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'not-running';
      throw error;
    }
  };
}
