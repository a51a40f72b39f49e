import type { Collection, Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../duplicate-key';
import { seal, sharedOwner, unseal, type Plan, type Sealing } from '../sealing';
import {
  assignedCaseSchema,
  bulkAssignmentSchema,
  type AssignedCaseDocument,
  type BulkAssignmentDocument,
  type NotAssigned,
} from './documents';

export type BulkAssignment = BulkAssignmentDocument;

/** A case that was not assigned, and why. */
export interface RefusedCase {
  readonly number: string;
  readonly reason: NotAssigned;
}

/** How far a bulk assignment has come. */
export interface BulkProgress {
  readonly done: number;
  readonly refused: readonly RefusedCase[];
}

/** Bulk assignments, and what came of each of their cases. Every time is given by the caller. */
export interface BulkAssignmentStore {
  /** Keeps it; one of this id that is there already stays as it is, and is returned. */
  add(bulk: BulkAssignment): Promise<{ readonly bulk: BulkAssignment; readonly repeated: boolean }>;
  find(id: string): Promise<BulkAssignment | undefined>;
  /** The ids of those that have not come to every case yet, the oldest first. */
  unfinished(): Promise<readonly string[]>;
  /** The ids of those that name a case and have a reason. */
  reasonsFor(number: string): Promise<readonly string[]>;
  /** Repeated, the first time stays. */
  begin(id: string, at: Date): Promise<void>;
  finish(id: string, at: Date): Promise<void>;
  /** Keeps what came of one case; what is kept of it already stays. */
  settle(id: string, number: string, refused?: NotAssigned): Promise<void>;
  /** The numbers of the cases of which it is known what came of them. */
  settled(id: string): Promise<ReadonlySet<string>>;
  progress(id: string): Promise<BulkProgress>;
}

/**
 * Opens the store on a connection.
 *
 * @param sealing seals each reason with a key of its own, which is destroyed with the first of its cases: the others have
 *   it on their own records
 */
export function createBulkAssignmentStore(connection: Connection, sealing: Sealing): BulkAssignmentStore {
  connection.model('BulkAssignment', bulkAssignmentSchema);
  connection.model('BulkAssignedCase', assignedCaseSchema);
  const bulks: Collection<BulkAssignmentDocument> =
    connection.collection<BulkAssignmentDocument>('bulkAssignments');
  const cases: Collection<AssignedCaseDocument> =
    connection.collection<AssignedCaseDocument>('bulkAssignedCases');

  async function find(id: string): Promise<BulkAssignment | undefined> {
    const stored = await bulks.findOne({ _id: id });
    return stored ? unseal(sealing, placeOf(id), stored) : undefined;
  }

  async function idsOf(filter: mongo.Filter<BulkAssignmentDocument>): Promise<readonly string[]> {
    const found = await bulks
      .find(filter)
      .sort({ at: 1 })
      .project<{ readonly _id: string }>({ _id: 1 })
      .toArray();
    return found.map(({ _id }) => _id);
  }

  return {
    find,
    add: async (bulk) => {
      try {
        const stored = await seal(sealing, placeOf(bulk._id), bulk, PLAN);
        await bulks.insertOne(stored, { ignoreUndefined: true });
        return { bulk, repeated: false };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const there = await find(bulk._id);
        if (!there) throw error;
        return { bulk: there, repeated: true };
      }
    },
    unfinished: () => idsOf({ finishedAt: { $exists: false } }),
    reasonsFor: (number) => idsOf({ numbers: number, sealed: { $exists: true } }),
    begin: async (id, at) => {
      await bulks.updateOne({ _id: id, startedAt: { $exists: false } }, { $set: { startedAt: at } });
    },
    finish: async (id, at) => {
      await bulks.updateOne({ _id: id, finishedAt: { $exists: false } }, { $set: { finishedAt: at } });
    },
    settle: async (bulk, number, refused) => {
      await cases.updateOne(
        { _id: `${bulk}/${number}` },
        { $setOnInsert: { bulk, number, ...(refused && { refused }) } },
        { upsert: true },
      );
    },
    settled: async (bulk) => {
      const found = await cases.find({ bulk }, { projection: { number: 1 } }).toArray();
      return new Set(found.map(({ number }) => number));
    },
    progress: async (bulk) => {
      const [done, refused] = await Promise.all([
        cases.countDocuments({ bulk, refused: { $exists: false } }),
        cases
          .find({ bulk, refused: { $exists: true } })
          .sort({ number: 1 })
          .toArray(),
      ]);
      return {
        done,
        refused: refused.flatMap(({ number, refused: reason }) => (reason ? [{ number, reason }] : [])),
      };
    },
  };
}

const PLAN = {
  _id: 'plain',
  numbers: 'plain',
  department: 'plain',
  handler: 'plain',
  reason: 'sealed',
  by: 'plain',
  at: 'plain',
  digest: 'plain',
  startedAt: 'plain',
  finishedAt: 'plain',
} as const satisfies Plan<BulkAssignmentDocument>;

function placeOf(id: string) {
  return { owner: sharedOwner(id), as: 'bulk assignment' };
}
