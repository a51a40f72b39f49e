import type { mongo } from 'mongoose';
import type { CaseCollections } from './collections';
import type { Position, Sort } from './cursor';
import type { CaseDocument } from './documents';

/** A part of a list. */
export interface ListPart {
  /** All must hold. */
  readonly conditions: readonly mongo.Filter<CaseDocument>[];
  readonly sort: Sort;
  /** It begins behind this position; absent: at the beginning. */
  readonly from: Position | undefined;
  readonly limit: number;
}

/** A case of a list, without its state. */
export type ListedCase = Omit<CaseDocument, 'state' | 'filedBy' | 'departments' | 'people' | 'waitsFor'>;

const INSIDE = { state: 0, filedBy: 0, departments: 0, people: 0, waitsFor: 0 } as const;

/** Cases in the order of the list. */
export function readInOrder(
  { cases }: CaseCollections,
  { conditions, sort, from, limit }: ListPart,
): Promise<ListedCase[]> {
  return cases
    .find({ $and: [{}, ...conditions, ...(from ? [behind(sort, from)] : [])] }, { projection: INSIDE })
    .sort(sort === 'dueAt' ? { turn: 1, dueOrder: 1, _id: 1 } : { createdAt: -1, _id: -1 })
    .limit(limit)
    .toArray();
}

/** Where a case stands in the list. */
export function positionOf(sort: Sort, { _id, turn, dueOrder, createdAt }: ListedCase): Position {
  return { number: _id, turn, time: (sort === 'dueAt' ? dueOrder : createdAt).getTime() };
}

/** The bound on the time alone lets the index be entered in the middle. */
function behind(sort: Sort, { turn, time, number }: Position): mongo.Filter<CaseDocument> {
  const at = new Date(time);
  return sort === 'dueAt'
    ? {
        turn: { $gte: turn },
        $or: [{ turn: { $gt: turn } }, { dueOrder: { $gt: at } }, { dueOrder: at, _id: { $gt: number } }],
      }
    : { createdAt: { $lte: at }, $or: [{ createdAt: { $lt: at } }, { _id: { $lt: number } }] };
}
