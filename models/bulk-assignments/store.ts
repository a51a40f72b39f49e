import type { Collection, Connection } from 'mongoose';
import { isDuplicateKey } from '../duplicate-key';
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
  /** Those that have not come to every case yet, the oldest first. */
  unfinished(): Promise<readonly BulkAssignment[]>;
  /** Repeated, the first time stays. */
  begin(id: string, at: Date): Promise<void>;
  finish(id: string, at: Date): Promise<void>;
  /** Keeps what came of one case; what is kept of it already stays. */
  settle(id: string, number: string, refused?: NotAssigned): Promise<void>;
  /** The numbers of the cases of which it is known what came of them. */
  settled(id: string): Promise<ReadonlySet<string>>;
  progress(id: string): Promise<BulkProgress>;
}

/** Opens the store on a connection. */
export function createBulkAssignmentStore(connection: Connection): BulkAssignmentStore {
  connection.model('BulkAssignment', bulkAssignmentSchema);
  connection.model('BulkAssignedCase', assignedCaseSchema);
  const bulks: Collection<BulkAssignmentDocument> =
    connection.collection<BulkAssignmentDocument>('bulkAssignments');
  const cases: Collection<AssignedCaseDocument> =
    connection.collection<AssignedCaseDocument>('bulkAssignedCases');

  return {
    add: async (bulk) => {
      try {
        await bulks.insertOne({ ...bulk }, { ignoreUndefined: true });
        return { bulk, repeated: false };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const there = await bulks.findOne({ _id: bulk._id });
        if (!there) throw error;
        return { bulk: there, repeated: true };
      }
    },
    find: async (id) => (await bulks.findOne({ _id: id })) ?? undefined,
    unfinished: () =>
      bulks
        .find({ finishedAt: { $exists: false } })
        .sort({ at: 1 })
        .toArray(),
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
