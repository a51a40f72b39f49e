import type { Collection, Connection } from 'mongoose';
import { ERASED, seal, sharedOwner, unseal, type Plan, type Sealing } from '../sealing';
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
  /** Of these groups, those that have a solution which can be read. */
  solved(ids: readonly string[]): Promise<readonly (WidespreadGroup & { readonly solution: Solution })[]>;
  /** Keeps the solution, unless there is one already; returns the one that counts, undefined if there is no such group. */
  solve(id: string, solution: Solution): Promise<Solution | undefined>;
  markTold(id: string, number: string): Promise<void>;
}

/**
 * Opens the store on a connection.
 *
 * @param sealing seals each solution with a key of its own, which is destroyed with the last of its cases
 */
export function createWidespreadStore(connection: Connection, sealing: Sealing): WidespreadStore {
  connection.model('WidespreadGroup', widespreadGroupSchema);
  const groups: Collection<WidespreadGroupDocument> =
    connection.collection<WidespreadGroupDocument>('widespreadGroups');

  async function opened({ solution, ...group }: WidespreadGroup): Promise<WidespreadGroup> {
    return solution ? { ...group, solution: await unseal(sealing, ofGroup(group._id), solution) } : group;
  }

  async function find(id: string): Promise<WidespreadGroup | undefined> {
    const stored = await groups.findOne({ _id: id });
    return stored ? opened(stored) : undefined;
  }

  async function list(
    limit: number,
    { after, ids }: WidespreadListing = {},
  ): Promise<readonly WidespreadGroup[]> {
    const stored = await groups
      .find({
        ...(ids && { _id: { $in: [...ids] } }),
        ...(after && {
          $or: [{ foundAt: { $lt: after.foundAt } }, { foundAt: after.foundAt, _id: { $lt: after._id } }],
        }),
      })
      .sort({ foundAt: -1, _id: -1 })
      .limit(limit)
      .toArray();
    return Promise.all(stored.map(opened));
  }

  return {
    find,
    list,
    found: async ({ _id, ...group }) => {
      await groups.updateOne({ _id }, { $setOnInsert: group }, { upsert: true });
    },
    unalarmed: () => groups.find({ alarmedAt: { $exists: false } }).toArray(),
    markAlarmed: async (id, at) => {
      await groups.updateOne({ _id: id }, { $set: { alarmedAt: at } });
    },
    solved: async (ids) => {
      const stored = await groups.find({ _id: { $in: [...ids] } }).toArray();
      const read = await Promise.all(stored.map(opened));
      return read.flatMap(({ solution, ...group }) =>
        solution && solution.text !== ERASED ? [{ ...group, solution }] : [],
      );
    },
    solve: async (id, solution) => {
      const there = await find(id);
      if (!there || there.solution) return there?.solution;
      const sealed = await seal(sealing, ofGroup(id), solution, PLAN);
      await groups.updateOne({ _id: id, solution: { $exists: false } }, { $set: { solution: sealed } });
      return (await find(id))?.solution;
    },
    markTold: async (id, number) => {
      await groups.updateOne({ _id: id }, { $addToSet: { 'solution.told': number } });
    },
  };
}

const PLAN = { text: 'sealed', by: 'plain', at: 'plain', told: 'plain' } as const satisfies Plan<Solution>;

function ofGroup(id: string) {
  return { owner: sharedOwner(id), as: 'solution' };
}
