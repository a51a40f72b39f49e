import type { mongo } from 'mongoose';
import type { Level } from '../../domain/case/classification';
import { OPEN_STAGES } from '../../domain/case/stage';
import type { Actor } from '../../domain/people/actor';
import type { CaseCollections } from './collections';
import type { CaseDocument } from './documents';
import { conditionOf, type View } from './waiting';

/** Which cases are counted; each stands where its first clock is due. */
export interface Scope {
  /** Only what this department holds. */
  readonly department?: string;
}

/** Cases that are overdue or soon will be, of one holder, one level, and one rung. */
export interface Pressing {
  /** The department that holds the clock. */
  readonly department: string;
  /** The user id of its holder; absent while the directory has nobody. */
  readonly person?: string;
  readonly overdue: boolean;
  readonly level?: Level;
  /** The highest rung that has fired, in percent of the limit; 0: none. */
  readonly rung: number;
  readonly count: number;
  /** The earliest due time of them. */
  readonly dueAt: Date;
}

/** How many cases fall due under one clause in one of the stretches that were asked about. */
export interface FallingDue {
  /** Index of the stretch. */
  readonly stretch: number;
  readonly clause: string;
  readonly count: number;
}

/** A time from `from` to before `to`. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** Counts what is overdue, or soon will be, at a time; from an index alone, however many cases there are. */
export async function pressing(
  { cases }: CaseCollections,
  { department, now }: Scope & { readonly now: Date },
): Promise<readonly Pressing[]> {
  const groups = cases.aggregate<Grouped>([
    { $match: { 'nextClock.soonAt': { $lte: now }, ...heldBy(department) } },
    {
      $group: {
        _id: {
          department: '$nextClock.holder.department',
          person: '$nextClock.holder.person',
          overdue: { $lt: ['$dueAt', now] },
          level: '$level',
          rung: '$nextClock.rung',
        },
        count: { $sum: 1 },
        dueAt: { $min: '$dueAt' },
      },
    },
    { $sort: { dueAt: 1 } },
  ]);
  return (await groups.toArray()).map(({ _id: { person, level, ...group }, count, dueAt }) => ({
    ...group,
    ...(person != null && { person }),
    ...(level != null && { level }),
    count,
    dueAt,
  }));
}

interface Grouped {
  // What a case does not have, an index has as null.
  readonly _id: Pick<Pressing, 'department' | 'overdue' | 'rung'> & {
    readonly person?: string | null;
    readonly level?: Level | null;
  };
  readonly count: number;
  readonly dueAt: Date;
}

/**
 * Counts what falls due in each of the stretches of time, by clause, those with most first; from an index alone. Asked
 * stretch by stretch, side by side: over 100,000 cases that takes a tenth of the time of sorting all into stretches.
 */
export async function fallingDue(
  collections: CaseCollections,
  { stretches, ...scope }: Scope & { readonly stretches: readonly Stretch[] },
): Promise<readonly FallingDue[]> {
  const due = stretches.map((stretch, index) => dueIn(collections, stretch, index, scope));
  return (await Promise.all(due)).flat();
}

async function dueIn(
  { cases }: CaseCollections,
  { from, to }: Stretch,
  stretch: number,
  { department }: Scope,
): Promise<readonly FallingDue[]> {
  const clauses = cases.aggregate<{ _id: string; count: number }>([
    { $match: { dueAt: { $gte: from, $lt: to }, ...heldBy(department) } },
    { $group: { _id: '$nextClock.clause', count: { $sum: 1 } } },
    { $sort: { count: -1, _id: 1 } },
  ]);
  return (await clauses.toArray()).map(({ _id: clause, count }) => ({ stretch, clause, count }));
}

function heldBy(department: string | undefined): mongo.Filter<CaseDocument> {
  return department === undefined ? {} : { 'nextClock.holder.department': department };
}

/** How many open cases each group of similar complaints has. */
export async function groupSizes({ cases }: CaseCollections): Promise<ReadonlyMap<string, number>> {
  const groups = cases.aggregate<{ _id: string; count: number }>([
    { $match: { widespread: { $exists: true }, stage: { $in: [...OPEN_STAGES] } } },
    { $group: { _id: '$widespread', count: { $sum: 1 } } },
  ]);
  return new Map((await groups.toArray()).map(({ _id, count }) => [_id, count]));
}

/** How many cases a view of this actor has; beyond the most that are counted, just those. */
export function countView(
  { cases }: CaseCollections,
  { actor, view, most }: { readonly actor: Actor; readonly view: View; readonly most: number },
): Promise<number> {
  return cases.countDocuments(conditionOf(view, actor), { limit: most });
}
