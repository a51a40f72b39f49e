import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Connection } from 'mongoose';
import { createLargeHistories } from './large-histories';
import { archivedRunSchema, watermarkSchema } from './schema';
import type { ArchivedRunDocument, RUN_STATUSES, WatermarkDocument } from './schema';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export type RunStatus = (typeof RUN_STATUSES)[number];

export interface RunId {
  readonly workflowId: string;
  readonly runId: string;
}

/** What is known of a run that has closed. Times are ISO 8601. */
export interface ClosedRun extends RunId {
  readonly previousRunId?: string;
  readonly type: string;
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly closedAt: string;
  readonly events: number;
}

export interface ArchivedRun extends ClosedRun {
  /** The size of the history before it was compressed. */
  readonly bytes: number;
  /** SHA-256 of the history before it was compressed, in hex. */
  readonly sha256: string;
}

/** What is stored is not what was archived. */
export class ArchiveDamagedError extends Error {
  override readonly name = 'ArchiveDamagedError';

  constructor(id: string) {
    super(`The archived history of ${id} does not match its SHA-256. Restore it from a backup of MongoDB.`);
  }
}

/** The histories of runs that have closed. */
export interface ArchiveStore {
  /** Which of the runs are not archived yet. */
  missing<R extends RunId>(runs: readonly R[]): Promise<readonly R[]>;
  /** Keeps a run with its history, byte for byte; a run that is kept already is left as it is. */
  keep(run: ClosedRun, history: Uint8Array): Promise<void>;
  /** The runs of a workflow in the order in which they began. */
  runsOf(workflowId: string): Promise<readonly ArchivedRun[]>;
  /**
   * The history of a run as it was given to `keep`.
   *
   * @throws {ArchiveDamagedError} if it is not that any more
   */
  historyOf(run: RunId): Promise<Buffer | undefined>;
  /** Up to which close time (ISO 8601) the runs have been archived; undefined before the first time. */
  watermark(): Promise<string | undefined>;
  /** Moves the watermark forward; it never goes back. */
  moveWatermark(closedAt: string): Promise<void>;
}

/** A document holds 16 MB at the most. */
const LARGEST_IN_DOCUMENT = 12 * 1024 * 1024;

const WATERMARK = 'closed-runs';

/**
 * Opens the store on a connection.
 *
 * @param largestInDocument compressed histories beyond this many bytes are kept as files
 */
export function createArchiveStore(
  connection: Connection,
  largestInDocument = LARGEST_IN_DOCUMENT,
): ArchiveStore {
  const runs = connection.model<ArchivedRunDocument>('ArchivedRun', archivedRunSchema);
  const watermarks = connection.model<WatermarkDocument>('ArchiveWatermark', watermarkSchema);
  const large = createLargeHistories(connection);

  async function missing<R extends RunId>(wanted: readonly R[]): Promise<readonly R[]> {
    const found = await runs
      .find({ _id: { $in: wanted.map(idOf) } })
      .select({ _id: 1 })
      .lean();
    const kept = new Set(found.map(({ _id }) => _id));
    return wanted.filter((run) => !kept.has(idOf(run)));
  }

  async function keep(run: ClosedRun, history: Uint8Array): Promise<void> {
    const _id = idOf(run);
    if (await runs.exists({ _id })) return;
    const gz = await compress(history);
    const inDocument = gz.length <= largestInDocument;
    // The document comes last: it says that the run is archived.
    if (!inDocument) await large.write(_id, gz);
    await runs.updateOne(
      { _id },
      {
        $setOnInsert: {
          ...run,
          startedAt: new Date(run.startedAt),
          closedAt: new Date(run.closedAt),
          bytes: history.length,
          sha256: sha256(history),
          ...(inDocument && { gz }),
        },
      },
      { upsert: true },
    );
  }

  async function runsOf(workflowId: string): Promise<readonly ArchivedRun[]> {
    const found = await runs
      .find({ workflowId })
      .select({ gz: 0 })
      .sort({ startedAt: 1, closedAt: 1 })
      .lean();
    return found.map(toRun);
  }

  async function historyOf(run: RunId): Promise<Buffer | undefined> {
    const _id = idOf(run);
    const found = await runs.findById(_id);
    if (!found) return undefined;
    const gz = found.gz ?? (await large.read(_id));
    const history = await decompress(gz).catch(() => undefined);
    if (history === undefined || sha256(history) !== found.sha256) throw new ArchiveDamagedError(_id);
    return history;
  }

  async function watermark(): Promise<string | undefined> {
    return (await watermarks.findById(WATERMARK).lean())?.closedAt.toISOString();
  }

  async function moveWatermark(closedAt: string): Promise<void> {
    await watermarks.updateOne(
      { _id: WATERMARK },
      { $max: { closedAt: new Date(closedAt) } },
      { upsert: true },
    );
  }

  return { missing, keep, runsOf, historyOf, watermark, moveWatermark };
}

function idOf({ workflowId, runId }: RunId): string {
  return `${workflowId}/${runId}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function toRun(document: ArchivedRunDocument): ArchivedRun {
  const { workflowId, runId, previousRunId, type, status, startedAt, closedAt, events, bytes, sha256 } =
    document;
  return {
    workflowId,
    runId,
    ...(previousRunId && { previousRunId }),
    type,
    status,
    startedAt: startedAt.toISOString(),
    closedAt: closedAt.toISOString(),
    events,
    bytes,
    sha256,
  };
}
