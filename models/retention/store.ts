import type { Collection, Connection } from 'mongoose';
import {
  archivedUntilSchema,
  KEPT_UNTIL,
  plannedCaseSchema,
  retentionPlanSchema,
  type DueCase,
  type PlannedCaseDocument,
  type RetentionPlanDocument,
  type RetentionResult,
} from './documents';

export type PlannedCase = PlannedCaseDocument;

/** A plan, and how far it has come. */
export interface RetentionPlan extends RetentionPlanDocument {
  readonly cases: number;
  readonly erased: number;
  /** How many were left as they are. */
  readonly left: number;
}

export interface RetentionStore {
  /**
   * Numbers of archived cases that their pack has kept up to a time, and that are neither held nor erased: after one, in
   * the order of their times.
   */
  expired(request: ExpiredRequest): Promise<readonly Expired[]>;
  /** The plan of an id, made if there is none. */
  open(plan: Pick<RetentionPlanDocument, '_id' | 'madeAt' | 'dueAt'>): Promise<RetentionPlanDocument>;
  /** Writes cases down that are not in the plan, nor in another that is still to be carried out. */
  add(plan: string, cases: readonly DueCase[]): Promise<void>;
  markListed(plan: string, at: Date): Promise<void>;
  finish(plan: string, at: Date): Promise<void>;
  find(plan: string): Promise<RetentionPlan | undefined>;
  /** The newest first. */
  plans(limit: number): Promise<readonly RetentionPlan[]>;
  /** Those whose time has come and that are not finished, the oldest first. */
  due(now: Date): Promise<readonly RetentionPlanDocument[]>;
  /** The cases of a plan after a number, in the order of their numbers. */
  casesOf(
    plan: string,
    page: { readonly after?: string; readonly limit: number; readonly openOnly?: boolean },
  ): Promise<readonly PlannedCase[]>;
  /** Keeps what came of a case; what is kept of it already stays. */
  settle(plan: string, number: string, result: RetentionResult): Promise<void>;
}

export interface ExpiredRequest {
  readonly now: Date;
  /** The last of the page before. */
  readonly after?: Expired;
  readonly limit: number;
}

export interface Expired {
  readonly number: string;
  /** ISO 8601, of the pack; `keep-longer` apart. */
  readonly keepUntil: string;
}

/** Opens the store on a connection. */
export function createRetentionStore(connection: Connection): RetentionStore {
  connection.model('RetentionPlan', retentionPlanSchema);
  connection.model('RetentionPlanCase', plannedCaseSchema);
  connection.model('ArchivedUntil', archivedUntilSchema);
  const cases = connection.collection<{ readonly _id: string }>('cases');
  const plans: Collection<RetentionPlanDocument> =
    connection.collection<RetentionPlanDocument>('retentionPlans');
  const planned: Collection<PlannedCaseDocument> =
    connection.collection<PlannedCaseDocument>('retentionPlanCases');

  return {
    expired: ({ now, after, limit }) =>
      cases
        .aggregate<Expired>([
          {
            $match: {
              stage: 'archived',
              [KEPT_UNTIL]: { $lte: now.toISOString(), ...(after && { $gte: after.keepUntil }) },
              ...(after && {
                $or: [
                  { [KEPT_UNTIL]: { $gt: after.keepUntil } },
                  { [KEPT_UNTIL]: after.keepUntil, _id: { $gt: after.number } },
                ],
              }),
            },
          },
          { $sort: { [KEPT_UNTIL]: 1, _id: 1 } },
          { $project: { _id: 0, number: '$_id', keepUntil: `$${KEPT_UNTIL}` } },
          { $lookup: { from: 'caseKeeping', localField: 'number', foreignField: '_id', as: 'keeping' } },
          { $match: { 'keeping.erasure': { $exists: false }, 'keeping.standing': { $not: { $gt: 0 } } } },
          { $limit: limit },
          { $project: { keeping: 0 } },
        ])
        .toArray(),
    open: async ({ _id, madeAt, dueAt }) => {
      await plans.updateOne({ _id }, { $setOnInsert: { madeAt, dueAt } }, { upsert: true });
      return (await plans.findOne({ _id })) ?? { _id, madeAt, dueAt };
    },
    add: async (plan, found) => {
      const numbers = found.map(({ number }) => number);
      const elsewhere = await planned
        .find({ number: { $in: numbers }, plan: { $ne: plan }, result: { $exists: false } })
        .project<{ readonly number: string }>({ number: 1 })
        .toArray();
      const taken = new Set(elsewhere.map(({ number }) => number));
      const writes = found
        .filter(({ number }) => !taken.has(number))
        .map(({ number, ...rest }) => ({
          updateOne: {
            filter: { _id: `${plan}/${number}` },
            update: { $setOnInsert: { plan, number, ...rest } },
            upsert: true,
          },
        }));
      if (writes.length > 0) await planned.bulkWrite(writes, { ordered: false });
    },
    markListed: async (plan, at) => {
      await plans.updateOne({ _id: plan, listedAt: { $exists: false } }, { $set: { listedAt: at } });
    },
    finish: async (plan, at) => {
      await plans.updateOne({ _id: plan, finishedAt: { $exists: false } }, { $set: { finishedAt: at } });
    },
    find: async (plan) => {
      const found = await plans.findOne({ _id: plan });
      return found ? counted(found) : undefined;
    },
    plans: async (limit) => {
      const found = await plans.find().sort({ _id: -1 }).limit(limit).toArray();
      return Promise.all(found.map(counted));
    },
    due: (now) =>
      plans
        .find({ finishedAt: { $exists: false }, dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .toArray(),
    casesOf: (plan, { after = '', limit, openOnly = false }) =>
      planned
        .find({ plan, number: { $gt: after }, ...(openOnly && { result: { $exists: false } }) })
        .sort({ number: 1 })
        .limit(limit)
        .toArray(),
    settle: async (plan, number, result) => {
      await planned.updateOne({ _id: `${plan}/${number}`, result: { $exists: false } }, { $set: { result } });
    },
  };

  async function counted(plan: RetentionPlanDocument): Promise<RetentionPlan> {
    const count = (kind?: RetentionResult['kind']) =>
      planned.countDocuments({ plan: plan._id, ...(kind && { 'result.kind': kind }) });
    const [all, erased, left] = await Promise.all([count(), count('erased'), count('left')]);
    return { ...plan, cases: all, erased, left };
  }
}
