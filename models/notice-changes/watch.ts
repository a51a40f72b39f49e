import type { Collection, Connection, mongo } from 'mongoose';

/** Whose notices have changed, one after the other. */
export interface NoticeChangeStream {
  /** Waits for the next one, and says whose it is. Rejects when the stream is closed, or MongoDB was away for too long. */
  next(): Promise<string>;
  /** The next one that is there already. */
  nextIfThere(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface NoticeChanges {
  /** The changes from now on. */
  open(): NoticeChangeStream;
}

interface Notice {
  readonly _id: string;
  readonly reader?: string;
}

/** A notice is put before its reader, or was read: here, or at another window of theirs. */
const PIPELINE = [
  {
    $match: {
      operationType: 'update',
      $or: [
        { 'updateDescription.updatedFields.reader': { $exists: true } },
        { 'updateDescription.updatedFields.readAt': { $exists: true } },
      ],
    },
  },
  { $project: { operationType: 1, 'fullDocument._id': 1, 'fullDocument.reader': 1 } },
];

/** How long MongoDB waits for a change before it says that there is none. */
const PATIENCE_MS = 1_000;

/** Watches what people are told in the console. */
export function createNoticeChanges(connection: Connection): NoticeChanges {
  const notices: Collection<Notice> = connection.collection<Notice>('notices');
  return {
    open: () => {
      const stream = notices.watch<Notice, Change>(PIPELINE, {
        fullDocument: 'updateLookup',
        maxAwaitTimeMS: PATIENCE_MS,
      });
      const next = async (): Promise<string> => {
        for (;;) {
          const reader = (await stream.next()).fullDocument?.reader;
          if (reader !== undefined) return reader;
        }
      };
      return {
        next,
        nextIfThere: async () => (await stream.tryNext())?.fullDocument?.reader,
        close: () => stream.close(),
      };
    },
  };
}

/** The pipeline lets only this kind through, and this much of each. */
interface Change extends mongo.ChangeStreamDocumentCommon {
  /** Null if the notice is not there any more when it is looked up. */
  readonly fullDocument?: Notice | null;
}
