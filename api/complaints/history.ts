import { status } from '@grpc/grpc-js';
import { isGrpcServiceError, ServiceError, type Client } from '@temporalio/client';
import { z } from 'zod';
import type { ArchivedRun, ArchiveStore } from '../../models/archives';
import { historyOf, readableHistory, type DecodeHistory } from '../../platform/archived-history';
import type { Logger } from '../../platform/logging';
import { unavailable } from '../problems';
import { instant } from './fields';

export const runSchema = z
  .object({
    runId: z.string(),
    source: z.enum(['archived', 'live']),
    status: z.string().exactOptional().meta({ description: 'How an archived run ended' }),
    startedAt: instant.exactOptional(),
    closedAt: instant.exactOptional(),
    sha256: z
      .string()
      .exactOptional()
      .meta({ description: 'Of the archived history, as Temporal gave it, encrypted' }),
    history: z.unknown().meta({ description: 'Temporal’s history as proto3 JSON, payloads in clear' }),
  })
  .meta({ id: 'RunHistory' });

export const historySchema = z.object({ items: z.array(runSchema) });

export type RunHistory = z.input<typeof runSchema>;

/** Reads what Temporal kept of a case. */
export interface HistoryReader {
  /** Every run, the first first. */
  runsOf(number: string): Promise<RunHistory[]>;
}

/** How long Temporal may take to give a history. */
const WITHIN_MS = 10_000;

/** Reads the archive and, for what is not archived yet, Temporal. */
export function createHistoryReader(
  client: Client,
  archives: ArchiveStore,
  decode: DecodeHistory,
  logger: Logger,
): HistoryReader {
  async function runsOf(number: string): Promise<RunHistory[]> {
    const archived = (await historyOf<ArchivedRun>(number, archives, decode)).map(({ run, history }) =>
      archivedView(run, history),
    );
    try {
      const known = new Set(archived.map(({ runId }) => runId));
      return [...archived, ...(await liveRuns(number, known))];
    } catch (error) {
      if (!(error instanceof ServiceError || isGrpcServiceError(error))) throw error;
      logger.warn({ err: error, number }, 'Temporal gave no live history');
      throw unavailable('The engine of the procedures, which has the live history, is out of reach.', 5);
    }
  }

  /** The last run and those before it that continued as it, as far as they are not archived. */
  async function liveRuns(number: string, known: ReadonlySet<string>): Promise<RunHistory[]> {
    const runs: RunHistory[] = [];
    let runId: string | undefined;
    do {
      const run = await liveRun(number, runId);
      if (!run || known.has(run.view.runId)) break;
      runs.unshift(run.view);
      runId = run.previous;
    } while (runId !== undefined && !known.has(runId));
    return runs;
  }

  async function liveRun(
    number: string,
    runId: string | undefined,
  ): Promise<{ readonly view: RunHistory; readonly previous: string | undefined } | undefined> {
    try {
      const history = await client.withDeadline(Date.now() + WITHIN_MS, () =>
        client.workflow.getHandle(number, runId).fetchHistory(),
      );
      const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
      const id = runId ?? started?.originalExecutionRunId ?? '';
      return {
        view: { runId: id, source: 'live', history: readableHistory(await decode(number, history)) },
        previous: started?.continuedExecutionRunId || undefined,
      };
    } catch (error) {
      if (isGrpcServiceError(error) && error.code === status.NOT_FOUND) return undefined;
      throw error;
    }
  }

  return { runsOf };
}

function archivedView(run: ArchivedRun, history: unknown): RunHistory {
  const { runId, status: ended, startedAt, closedAt, sha256 } = run;
  return { runId, source: 'archived', status: ended, startedAt, closedAt, sha256, history };
}
