import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ArchiveStore } from '../../models/archives';
import { together } from '../../models/together';
import type { Logger } from '../../platform/logging';
import { archiveRun, type ArchiveOutcome } from './archive-run';
import { listClosedRuns, type ListedRun } from './list-closed-runs';

export interface ArchiveDependencies {
  readonly client: Client;
  readonly archives: ArchiveStore;
  readonly logger: Logger;
  /** The workflow types of cases. */
  readonly workflowTypes: readonly string[];
}

export interface ArchiveInput {
  /** `watermark`: what has closed since the last time. `beginning`: whatever Temporal still has. */
  readonly since: 'watermark' | 'beginning';
}

export interface ArchiveResult {
  readonly archived: number;
  /** Runs whose history Temporal had deleted before it could be archived. */
  readonly lost: number;
}

export interface ArchiveActivities {
  /** Archives every closed run that is not archived yet. Each run is kept once, however often it is found. */
  readonly archiveClosedRuns: (input: ArchiveInput) => Promise<ArchiveResult>;
}

/** Runs that are fetched side by side. */
const BATCH = 8;

/** Makes the activity of the `archiveHistories` workflow. It heartbeats after every batch. */
export function createArchive(dependencies: ArchiveDependencies): ArchiveActivities {
  const { client, archives, logger, workflowTypes } = dependencies;

  return { archiveClosedRuns };

  /**
   * The watermark moves only when every run that was listed is archived or lost, so that none is skipped.
   *
   * @throws ApplicationFailure `RunsNotArchived` (retryable) if some could not be; the others are
   */
  async function archiveClosedRuns({ since }: ArchiveInput): Promise<ArchiveResult> {
    const watermark = since === 'watermark' ? await archives.watermark() : undefined;
    const tally = { archived: 0, lost: 0, failed: 0 };
    let latest = '';
    for await (const batch of together(listClosedRuns(client, workflowTypes, watermark), BATCH)) {
      const outcomes = await Promise.all((await archives.missing(batch)).map(archive));
      for (const outcome of outcomes) tally[outcome] += 1;
      latest = batch.reduce((max, { closedAt }) => (closedAt > max ? closedAt : max), latest);
      heartbeat(tally);
      if (cancellationSignal().aborted) throw new CancelledFailure('Archiving was interrupted');
    }
    const { archived, lost, failed } = tally;
    if (failed > 0) throw notAll(failed);
    if (latest !== '') await archives.moveWatermark(latest);
    return { archived, lost };
  }

  async function archive({ workflowId, runId }: ListedRun): Promise<'archived' | 'lost' | 'failed'> {
    try {
      const outcome = await archiveRun(client, archives, { workflowId, runId });
      return tallied(outcome, { workflowId, runId });
    } catch (error) {
      logger.error({ err: error, workflowId, runId }, 'A history could not be archived');
      return 'failed';
    }
  }

  function tallied(
    outcome: ArchiveOutcome,
    run: { readonly workflowId: string; readonly runId: string },
  ): 'archived' | 'lost' | 'failed' {
    if (outcome === 'lost') logger.error(run, 'A history was deleted before it was archived');
    if (outcome !== 'incomplete') return outcome;
    logger.error(run, 'Temporal gave a history that does not reach the end of its run');
    return 'failed';
  }
}

function notAll(failed: number): ApplicationFailure {
  return ApplicationFailure.retryable(
    `${failed} closed runs could not be archived; the log names them. They are tried again with the next attempt. ` +
      'If this goes on, check that MongoDB has room and that Temporal answers.',
    'RunsNotArchived',
  );
}
