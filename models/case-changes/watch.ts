import { mongo } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import { z } from 'zod';
import type { CaseDocument } from '../cases';

/** What of a case that has changed is told, and to whom. */
export type ChangedCase = Pick<
  CaseDocument,
  '_id' | 'revision' | 'stage' | 'dueAt' | 'department' | 'handler' | 'filedBy' | 'departments' | 'people'
>;

/** One change, and where it stands in MongoDB's stream of them. */
export interface CaseChange {
  /** Reading can go on after it. */
  readonly token: string;
  readonly changed: ChangedCase;
}

/** The changes of cases as they are recorded. */
export interface CaseChangeStream {
  /** Waits for the next one. Rejects when the stream is closed, or MongoDB was out of reach for too long. */
  next(): Promise<CaseChange>;
  /** The next one that is there already. */
  nextIfThere(): Promise<CaseChange | undefined>;
  close(): Promise<void>;
}

export interface CaseChanges {
  /**
   * The changes from now on, or those after a token. What it throws on reading is a {@link TokenExpiredError} if the
   * changes after the token are not kept any more, or the token is none.
   *
   * @param patienceMs how long MongoDB waits for a change before it says that there is none
   */
  open(after?: string, patienceMs?: number): CaseChangeStream;
}

/** What has happened since the token can't be told any more. */
export class TokenExpiredError extends Error {
  override readonly name = 'TokenExpiredError';

  constructor(cause: unknown) {
    super('The changes since then are not kept any more.', { cause });
  }
}

/** What is read of each change; the token is its `_id`. */
const PIPELINE = [
  { $match: { operationType: { $in: ['insert', 'replace', 'update'] } } },
  {
    $project: {
      operationType: 1,
      'fullDocument._id': 1,
      'fullDocument.revision': 1,
      'fullDocument.stage': 1,
      'fullDocument.dueAt': 1,
      'fullDocument.department': 1,
      'fullDocument.handler': 1,
      'fullDocument.filedBy': 1,
      'fullDocument.departments': 1,
      'fullDocument.people': 1,
    },
  },
];

/** Watches the read models of the cases. */
export function createCaseChanges(connection: Connection): CaseChanges {
  const cases: Collection<CaseDocument> = connection.collection<CaseDocument>('cases');
  return {
    open: (after, patienceMs = 1_000) => {
      const stream = cases.watch<ChangedCase, Change>(PIPELINE, {
        fullDocument: 'updateLookup',
        maxAwaitTimeMS: patienceMs,
        ...(after !== undefined && { resumeAfter: { _data: after } }),
      });
      return {
        next: async () => read(await stream.next().catch(explain(after))),
        nextIfThere: async () => {
          const change = await stream.tryNext().catch(explain(after));
          return change === null ? undefined : read(change);
        },
        close: () => stream.close(),
      };
    },
  };
}

/** The pipeline lets only these three kinds through, and this much of each. */
interface Change extends mongo.ChangeStreamDocumentCommon {
  /** Null if the case is not there any more when an update is looked up. */
  readonly fullDocument?: ChangedCase | null;
}

const withToken = z.object({ _data: z.string() });

function read(change: Change): CaseChange {
  const token = withToken.safeParse(change._id);
  if (!token.success || !change.fullDocument) {
    throw new TypeError('MongoDB gave a change in a form that is not known.');
  }
  return { token: token.data._data, changed: change.fullDocument };
}

/**
 * What the driver does not get over by itself, of a stream that goes on after a token, is about the token: MongoDB has
 * a code for each way in which one can be wrong or too old.
 */
function explain(after: string | undefined): (error: unknown) => never {
  return (error) => {
    const final =
      error instanceof mongo.MongoServerError && !error.hasErrorLabel('ResumableChangeStreamError');
    if (final && after !== undefined) throw new TokenExpiredError(error);
    throw error;
  };
}
