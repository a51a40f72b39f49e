import { mongo } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import { z } from 'zod';
import { isEvent, type Leaf } from './leaf';
import { COLLECTIONS, leafOf, type RecordCollection, type StoredRecord } from './stored-record';

/** New records in the order in which they were committed, some at a time. */
export interface RecordFeed {
  /**
   * What has been committed after a token, up to now; without a token, or with one that is too old, all records there
   * are. The last portion has the token from which the next reading goes on.
   */
  read(token: string | undefined): AsyncGenerator<Portion>;
}

export interface Portion {
  readonly leaves: readonly Leaf[];
  /** Reading can go on after it; absent while everything is looked through. */
  readonly token?: string;
}

/** Leaves that are added in one transaction. */
const PORTION = 500;
/** How long MongoDB is waited for before there is taken to be no more. */
const PATIENCE_MS = 200;

/** Reads MongoDB's stream of changes. */
export function createRecordFeed(connection: Connection): RecordFeed {
  function database() {
    if (!connection.db) throw new Error('The connection to MongoDB is not open.');
    return connection.db;
  }

  async function* read(token: string | undefined): AsyncGenerator<Portion> {
    if (token !== undefined) {
      try {
        yield* changes({ resumeAfter: { _data: token } });
        return;
      } catch (error) {
        if (!isTooOld(error)) throw error;
      }
    }
    const { operationTime } = timed.parse(await database().command({ ping: 1 }));
    for (const name of COLLECTIONS) yield* all(connection.collection<StoredRecord>(name), name);
    yield* changes({ startAtOperationTime: operationTime });
  }

  async function* changes(from: mongo.ChangeStreamOptions): AsyncGenerator<Portion> {
    const stream = database().watch<StoredRecord, Insertion>(INSERTED, {
      maxAwaitTimeMS: PATIENCE_MS,
      batchSize: PORTION,
      ...from,
    });
    try {
      let leaves: Leaf[] = [];
      for (let one = await stream.tryNext(); one; one = await stream.tryNext()) {
        leaves.push(...leavesOf(nameOf(one.ns.coll), one.fullDocument));
        if (leaves.length < PORTION) continue;
        yield { leaves, token: tokenOf(one._id) };
        leaves = [];
      }
      yield { leaves, token: tokenOf(stream.resumeToken) };
    } finally {
      await stream.close();
    }
  }

  return { read };
}

const INSERTED = [{ $match: { operationType: 'insert', 'ns.coll': { $in: [...COLLECTIONS] } } }];

/** The pipeline lets only insertions through. */
interface Insertion extends mongo.ChangeStreamDocumentCommon {
  readonly ns: { readonly coll: string };
  readonly fullDocument: StoredRecord;
}

const timed = z.object({ operationTime: z.instanceof(mongo.Timestamp) });
const withToken = z.object({ _data: z.string() });

function tokenOf(token: unknown): string {
  return withToken.parse(token)._data;
}

async function* all(collection: Collection<StoredRecord>, name: RecordCollection): AsyncGenerator<Portion> {
  let leaves: Leaf[] = [];
  for await (const record of collection.find().sort({ _id: 1 })) {
    leaves.push(...leavesOf(name, record));
    if (leaves.length < PORTION) continue;
    yield { leaves };
    leaves = [];
  }
  if (leaves.length > 0) yield { leaves };
}

/** None of an event from before there were chains. */
function leavesOf(collection: RecordCollection, record: StoredRecord): Leaf[] {
  const leaf = leafOf(collection, record);
  return isEvent(leaf.kind) && record.hash === undefined ? [] : [leaf];
}

function nameOf(collection: string): RecordCollection {
  const name = COLLECTIONS.find((one) => one === collection);
  if (!name) throw new TypeError('MongoDB gave a change of a collection that was not asked for.');
  return name;
}

/** The changes since the token are not kept any more: ChangeStreamHistoryLost, or its kin for tokens that are none. */
function isTooOld(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && !error.hasErrorLabel('ResumableChangeStreamError');
}
