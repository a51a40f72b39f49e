import { z } from 'zod';
import { BadCursorError } from '../cases';
import { cursorText, positionIn } from '../cursor-text';

/** The last item of a page: its time and its id. */
export interface Position {
  readonly time: Date;
  readonly id: string;
}

/** Which page is asked for: so many items, those after a position. */
export interface PageRequest {
  readonly limit: number;
  /** The `next` of the page before. */
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the next page; absent on the last one. */
  readonly next?: string;
}

const written = z.tuple([z.int().min(-8.64e15).max(8.64e15), z.string().max(300)]);

/** The cursor of the page that follows on this position. */
export function writeCursor({ time, id }: Position): string {
  return cursorText([time.getTime(), id]);
}

/** @throws {BadCursorError} if it is not one that such a list gave */
export function readCursor(cursor: string): Position {
  const position = positionIn(written, cursor);
  if (!position) throw new BadCursorError();
  const [time, id] = position;
  return { time: new Date(time), id };
}

/** The page of a list that was asked for one item more than fits, the newest first. */
export function pageOf<T extends { readonly _id: string }>(
  found: readonly T[],
  limit: number,
  timeOf: (item: T) => Date,
): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (!last || found.length <= limit) return { items };
  return { items, next: writeCursor({ time: timeOf(last), id: last._id }) };
}

/** What of a list that is the newest first comes after the cursor, as a filter of MongoDB on this field. */
export function olderThan(field: string, cursor: string | undefined): Record<string, unknown> {
  if (cursor === undefined) return {};
  const { time, id } = readCursor(cursor);
  return {
    [field]: { $lte: time },
    $or: [{ [field]: { $lt: time } }, { _id: { $lt: id } }],
  };
}
