import { Worker, type ReplayWorkerOptions } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { canonicalJson } from '../../domain/proof/canonical';
import type { ArchiveStore, ArchivedRun } from '../../models/archives';
import type { Finding } from './finding';
import { count } from '../records/progress';
import { CouldNotCheckError } from './finding';
import { ErasedHistoryError, recordedInHistory, type HistoryEvent } from './recorded-in-history';

type History = temporal.api.history.v1.IHistory;

/** The archived histories, what they are compared with, and the code that they are replayed through. */
export interface Replaying {
  readonly archives: Pick<ArchiveStore, 'runsOf' | 'historyOf'>;
  /** Decrypts a history with the key of its case. */
  readonly decode: (workflowId: string, history: History) => Promise<History>;
  /** The events of a case, a work order or a corrective action, as they stand on the record. */
  readonly eventsOf: (workflowId: string) => Promise<readonly object[]>;
  /** Whether its read model says something else than its events. */
  readonly stateDiffers: (workflowId: string) => Promise<boolean>;
  readonly workflowBundle: NonNullable<ReplayWorkerOptions['workflowBundle']>;
}

export interface Replayed {
  readonly runs: number;
  readonly findings: number;
  /** Histories that can't be read any more: their cases were erased. Chain and log still hold for them. */
  readonly erased: number;
}

/**
 * Whether the archived histories, replayed through the workflow code of this version, lead to what stands on the record.
 *
 * @param workflowIds of the cases and tasks, in their order
 * @throws {CouldNotCheckError} if a history is of a workflow that this version does not know
 */
export async function replay(
  replaying: Replaying,
  workflowIds: AsyncIterable<string>,
  tell: (finding: Finding) => void,
): Promise<Replayed> {
  const counts = { runs: 0, findings: 0, erased: 0 };
  const note = (finding: Finding): void => {
    counts.findings += 1;
    tell(finding);
  };

  async function* histories(): AsyncGenerator<{ workflowId: string; history: History }> {
    for await (const workflowId of workflowIds) {
      const readable = await readableRuns(replaying, workflowId);
      if (readable === 'erased') {
        counts.erased += 1;
        continue;
      }
      for (const finding of await comparedWithRecord(replaying, workflowId, readable)) note(finding);
      for (const { history } of readable) {
        counts.runs += 1;
        yield { workflowId, history };
      }
    }
  }

  const { workflowBundle } = replaying;
  for await (const { workflowId, runId, error } of Worker.runReplayHistories(
    { workflowBundle },
    histories(),
  )) {
    if (!error) continue;
    if (error.name !== 'DeterminismViolationError') throw unknownVersion(workflowId, runId);
    note({
      of: `${workflowId}/${runId}`,
      place: 'archived run',
      problem:
        'the workflow code of this version does not lead there: it is of a version that this one is not compatible with, or the history was changed (verify says which)',
    });
  }
  return counts;
}

function unknownVersion(workflowId: string, runId: string): CouldNotCheckError {
  return new CouldNotCheckError(
    `The archived run ${workflowId}/${runId} can't be replayed: it is of an unknown version of the workflow. ` +
      'Replay it with the version that ran it.',
  );
}

interface ReadableRun {
  readonly run: ArchivedRun;
  readonly history: History;
  readonly recorded: readonly HistoryEvent[];
}

async function readableRuns(
  { archives, decode }: Replaying,
  workflowId: string,
): Promise<readonly ReadableRun[] | 'erased'> {
  const readable: ReadableRun[] = [];
  for (const run of await archives.runsOf(workflowId)) {
    const bytes = await archives.historyOf(run);
    if (!bytes) continue;
    try {
      const history = await decode(workflowId, temporal.api.history.v1.History.decode(bytes));
      readable.push({ run, history, recorded: recordedInHistory(history) });
    } catch (error) {
      if (error instanceof ErasedHistoryError) return 'erased';
      throw error;
    }
  }
  return readable;
}

/** What the histories say was recorded is what stands on the record, event for event. */
async function comparedWithRecord(
  { eventsOf, stateDiffers }: Replaying,
  workflowId: string,
  runs: readonly ReadableRun[],
): Promise<readonly Finding[]> {
  const stored = new Map((await eventsOf(workflowId)).map((event) => [seqOf(event), canonicalJson(event)]));
  const findings: Finding[] = [];
  const note = (seq: number, problem: string) =>
    findings.push({ of: workflowId, place: `event ${seq}`, problem });
  const recorded = new Set<number>();
  for (const event of runs.flatMap((one) => one.recorded)) {
    recorded.add(event.seq);
    const there = stored.get(event.seq);
    if (there === undefined) note(event.seq, 'its history has it, and the record has not');
    else if (there !== canonicalJson(event))
      note(event.seq, 'the record says something else than its history');
  }
  // A run that goes on has events that no archive has yet.
  const last = Math.max(0, ...recorded);
  const isOver = runs.at(-1)?.run.status === 'completed';
  for (const seq of stored.keys()) {
    if (!recorded.has(seq) && (isOver || seq < last))
      note(seq, 'the record has it, and no archived history has');
  }
  if (await stateDiffers(workflowId)) {
    const problem = 'it is not what these events lead to';
    findings.push({ of: workflowId, place: 'read model', problem });
  }
  return findings;
}

function seqOf(event: object): number {
  return 'seq' in event && typeof event.seq === 'number' ? event.seq : 0;
}

/** What is printed at the end. */
export function replaySummary({ runs, findings, erased }: Replayed): string {
  const found = findings === 0 ? 'Nothing was found.' : `${count(findings, 'finding')}.`;
  const unreadable =
    erased === 0
      ? ''
      : ` ${count(erased, 'erased case')} can't be replayed; what verify says of their chains still holds.`;
  return `${found} Replayed: ${count(runs, 'archived run')}.${unreadable}`;
}
