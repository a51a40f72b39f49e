import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { CASE_WORKFLOWS, CORRECTIVE_ACTION, WORK_ORDER } from '../../workflows/messages';

/**
 * Which cases, work orders and corrective actions a workflow carries, by their numbers. The small workflow that adds to an
 * archived case is none of these.
 */
export interface Procedures {
  /** @throws {Error} if Temporal is out of reach */
  reach(): Promise<void>;
  /** Of these numbers, those whose procedure runs, by Temporal's list: it may be a second behind. */
  running(numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether one runs now. */
  isRunning(number: string): Promise<boolean>;
  /** All that have run since before a time. */
  runningSince(before: Date): AsyncIterable<string>;
}

const REACHED_WITHIN_MS = 10_000;
const CARRYING: readonly string[] = [...CASE_WORKFLOWS, WORK_ORDER, CORRECTIVE_ACTION];
const TYPES = CARRYING.map((type) => `'${type}'`).join(', ');
const ALL = `WorkflowType IN (${TYPES}) AND ExecutionStatus = 'Running'`;

/** Opens a view of the procedures in Temporal. */
export function openProcedures({ connection, workflow }: Client): Procedures {
  async function* listed(query: string): AsyncGenerator<string> {
    for await (const { workflowId } of workflow.list({ query })) yield workflowId;
  }

  return {
    reach: async () => {
      try {
        await connection.withDeadline(Date.now() + REACHED_WITHIN_MS, () => connection.ensureConnected());
      } catch (cause) {
        throw new Error('Temporal was not found. Check that it runs and that TEMPORAL_ADDRESS names it.', {
          cause,
        });
      }
    },
    running: async (numbers) => {
      if (numbers.length === 0) return new Set();
      const list = numbers.map((number) => `'${number}'`).join(', ');
      const found = new Set<string>();
      for await (const number of listed(`${ALL} AND WorkflowId IN (${list})`)) found.add(number);
      return found;
    },
    isRunning: async (number) => {
      try {
        const { type, status } = await workflow.getHandle(number).describe();
        return CARRYING.includes(type) && status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    runningSince: (before) => listed(`${ALL} AND StartTime < '${before.toISOString()}'`),
  };
}
