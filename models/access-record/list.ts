import { Types, type Collection, type mongo } from 'mongoose';
import { z } from 'zod';
import { BadCursorError } from '../cases';
import { cursorText, positionIn } from '../cursor-text';
import type { Sealing } from '../sealing';
import type { AccessRecordDocument } from './schema';
import { openedEntry } from './stored-entry';

/** All that are given must hold. */
export interface AccessFilter {
  readonly user?: string;
  readonly number?: string;
  readonly action?: string;
  /** That moment or later. */
  readonly from?: Date;
  /** Before that moment. */
  readonly before?: Date;
}

export interface AccessListRequest {
  readonly filter: AccessFilter;
  readonly limit: number;
  /** The `next` of the page before. */
  readonly cursor?: string;
}

/** An entry as it stands on the record. */
export type AccessEntry = AccessRecordDocument & { readonly id: string };

export interface AccessPage {
  readonly items: readonly AccessEntry[];
  readonly next?: string;
}

const position = z.tuple([z.int().min(-8.64e15).max(8.64e15), z.string().regex(/^[0-9a-f]{24}$/)]);

/**
 * A page of the access record, the newest first.
 *
 * @throws {BadCursorError} if the cursor is not of this list
 */
export async function listEntries(
  entries: Collection<AccessRecordDocument>,
  sealing: Sealing,
  { filter, limit, cursor }: AccessListRequest,
): Promise<AccessPage> {
  const found = await entries
    .find({ $and: [...conditionsOf(filter), ...afterCursor(cursor)] })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .toArray();
  const page = await Promise.all(found.slice(0, limit).map((one) => openedEntry(sealing, one)));
  const items = page.map(({ _id, ...entry }) => ({ ...entry, id: _id.toHexString() }));
  const last = items.at(-1);
  if (!last || found.length <= limit) return { items };
  return { items, next: cursorText([last.at.getTime(), last.id]) };
}

type Condition = mongo.Filter<mongo.WithId<AccessRecordDocument>>;

function conditionsOf({ user, number, action, from, before }: AccessFilter): Condition[] {
  return [
    // An empty list of conditions is none to MongoDB.
    {},
    ...(user === undefined ? [] : [{ user }]),
    ...(number === undefined ? [] : [{ number }]),
    ...(action === undefined ? [] : [{ action }]),
    ...(from ? [{ at: { $gte: from } }] : []),
    ...(before ? [{ at: { $lt: before } }] : []),
  ];
}

function afterCursor(cursor: string | undefined): Condition[] {
  if (cursor === undefined) return [];
  const after = positionIn(position, cursor);
  if (!after) throw new BadCursorError();
  const [time, id] = after;
  const at = new Date(time);
  return [{ at: { $lte: at }, $or: [{ at: { $lt: at } }, { _id: { $lt: new Types.ObjectId(id) } }] }];
}
