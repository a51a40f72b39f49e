import type { Collection, Connection } from 'mongoose';
import { widespreadGroupSchema, type Solution, type WidespreadGroupDocument } from './documents';

export type WidespreadGroup = WidespreadGroupDocument;
export type { Solution } from './documents';

export interface WidespreadListing {
  /** Only those after this one, the last of the page before. */
  readonly after?: Pick<WidespreadGroup, '_id' | 'foundAt'>;
  /** Only these. */
  readonly ids?: readonly string[];
}

/** The groups of similar complaints. Every time is given by the caller. */
export interface WidespreadStore {
  /** Keeps a group that was found; one that is known stays as it is. */
  found(group: Pick<WidespreadGroup, '_id' | 'pack' | 'foundAt'>): Promise<void>;
  find(id: string): Promise<WidespreadGroup | undefined>;
  /** The newest first. */
  list(limit: number, which?: WidespreadListing): Promise<readonly WidespreadGroup[]>;
  /** Those of which the supervisors have not all been told. */
  unalarmed(): Promise<readonly WidespreadGroup[]>;
  markAlarmed(id: string, at: Date): Promise<void>;
  /** Of these groups, those that have a solution. */
  solved(ids: readonly string[]): Promise<readonly (WidespreadGroup & { readonly solution: Solution })[]>;
  /** Keeps the solution, unless there is one already; returns the one that counts, undefined if there is no such group. */
  solve(id: string, solution: Solution): Promise<Solution | undefined>;
  markTold(id: string, number: string): Promise<void>;
}

/** Opens the store on a connection. */
export function createWidespreadStore(connection: Connection): WidespreadStore {
  connection.model('WidespreadGroup', widespreadGroupSchema);
  const groups: Collection<WidespreadGroupDocument> =
    connection.collection<WidespreadGroupDocument>('widespreadGroups');
  return {
    found: async ({ _id, ...group }) => {
      await groups.updateOne({ _id }, { $setOnInsert: group }, { upsert: true });
    },
    find: async (id) => (await groups.findOne({ _id: id })) ?? undefined,
    list: (limit, { after, ids } = {}) =>
      groups
        .find({
          ...(ids && { _id: { $in: [...ids] } }),
          ...(after && {
            $or: [{ foundAt: { $lt: after.foundAt } }, { foundAt: after.foundAt, _id: { $lt: after._id } }],
          }),
        })
        .sort({ foundAt: -1, _id: -1 })
        .limit(limit)
        .toArray(),
    unalarmed: () => groups.find({ alarmedAt: { $exists: false } }).toArray(),
    markAlarmed: async (id, at) => {
      await groups.updateOne({ _id: id }, { $set: { alarmedAt: at } });
    },
    solved: async (ids) => {
      const found = await groups.find({ _id: { $in: [...ids] } }).toArray();
      return found.flatMap(({ solution, ...group }) => (solution ? [{ ...group, solution }] : []));
    },
    solve: async (id, solution) => {
      await groups.updateOne({ _id: id, solution: { $exists: false } }, { $set: { solution } });
      return (await groups.findOne({ _id: id }))?.solution;
    },
    markTold: async (id, number) => {
      await groups.updateOne({ _id: id }, { $addToSet: { 'solution.told': number } });
    },
  };
}
