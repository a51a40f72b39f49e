import type { Collection, Connection } from 'mongoose';
import {
  concernedCaseSchema,
  ruleChangeSchema,
  type ConcernedCaseDocument,
  type ConcernedStatus,
  type RuleChangeDocument,
} from './documents';

export type RuleChange = RuleChangeDocument;

/** How far a change has come: how many cases it concerns, how many have it on record, how many could not take it. */
export interface ChangeProgress {
  readonly affected: number;
  readonly done: number;
  readonly failed: number;
}

/** Changes of the rules, and how far each has come. Every time is given by the caller. */
export interface RuleChangeStore {
  /** Keeps the change; one of this id that is there already stays as it is. */
  add(change: RuleChange): Promise<void>;
  find(id: string): Promise<RuleChange | undefined>;
  /** Those that have not come to every case yet, the oldest first. */
  unfinished(): Promise<readonly RuleChange[]>;
  /** Repeated, the first time stays. */
  begin(id: string, at: Date): Promise<void>;
  finish(id: string, at: Date): Promise<void>;
  /** Counts these cases among those that the change concerns; a repeat counts none twice. */
  concern(id: string, numbers: readonly string[]): Promise<void>;
  mark(id: string, numbers: readonly string[], status: 'done' | 'failed'): Promise<void>;
  /** The numbers of the cases that stand so, in their order; all of them unless told. */
  casesOf(id: string, status: ConcernedStatus, limit?: number): Promise<readonly string[]>;
  progress(id: string): Promise<ChangeProgress>;
}

/** Opens the store on a connection. */
export function createRuleChangeStore(connection: Connection): RuleChangeStore {
  connection.model('RuleChange', ruleChangeSchema);
  connection.model('ConcernedCase', concernedCaseSchema);
  const changes: Collection<RuleChangeDocument> = connection.collection<RuleChangeDocument>('ruleChanges');
  const concerned: Collection<ConcernedCaseDocument> =
    connection.collection<ConcernedCaseDocument>('concernedCases');

  return {
    add: async ({ _id, ...change }) => {
      await changes.updateOne({ _id }, { $setOnInsert: change }, { upsert: true, ignoreUndefined: true });
    },
    find: async (id) => (await changes.findOne({ _id: id })) ?? undefined,
    unfinished: () =>
      changes
        .find({ finishedAt: { $exists: false } })
        .sort({ at: 1 })
        .toArray(),
    begin: async (id, at) => {
      await changes.updateOne({ _id: id, startedAt: { $exists: false } }, { $set: { startedAt: at } });
    },
    finish: async (id, at) => {
      await changes.updateOne({ _id: id }, { $set: { finishedAt: at } });
    },
    concern: async (id, numbers) => {
      if (numbers.length === 0) return;
      await concerned.bulkWrite(
        numbers.map((number) => ({
          updateOne: {
            filter: { _id: `${id}/${number}` },
            // A case that differs again, because it was just going on when it was looked at, is pending again.
            update: { $set: { change: id, number, status: 'pending' } },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
    mark: async (id, numbers, status) => {
      if (numbers.length === 0) return;
      await concerned.updateMany(
        { _id: { $in: numbers.map((number) => `${id}/${number}`) } },
        { $set: { status } },
      );
    },
    casesOf: async (id, status, limit = 0) => {
      const found = await concerned.find({ change: id, status }).sort({ number: 1 }).limit(limit).toArray();
      return found.map(({ number }) => number);
    },
    progress: async (id) => {
      const count = (status?: ConcernedStatus) =>
        concerned.countDocuments({ change: id, ...(status && { status }) });
      const [affected, done, failed] = await Promise.all([count(), count('done'), count('failed')]);
      return { affected, done, failed };
    },
  };
}
