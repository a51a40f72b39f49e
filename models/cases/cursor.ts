import { z } from 'zod';
import { cursorText, positionIn } from '../cursor-text';

/** A cursor that no list of this product gave out. */
export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';

  constructor() {
    super('The cursor is not one that this list gave: start again without it.');
  }
}

/** Whether a case comes first (0) in every list, or with the others (1). */
export type Turn = 0 | 1;

export const SORTS = ['dueAt', 'createdAt'] as const;
/**
 * What comes first in its turn, then by the earliest due time, the nearest first; or by the time of entry, the newest
 * first; then by number.
 */
export type Sort = (typeof SORTS)[number];

/** The last case of a page: its turn, its time (epoch milliseconds), and its number. */
export interface Position {
  readonly turn: Turn;
  readonly time: number;
  readonly number: string;
}

const written = z.tuple([z.enum(SORTS), z.literal([0, 1]), z.int(), z.string().max(40)]);

/** The cursor of the page that follows on this position. */
export function writeCursor(sort: Sort, { turn, time, number }: Position): string {
  return cursorText([sort, turn, time, number]);
}

/** @throws {BadCursorError} if it is none, or of a list in another order */
export function readCursor(sort: Sort, cursor: string): Position {
  const position = positionIn(written, cursor);
  if (position?.[0] !== sort) throw new BadCursorError();
  const [, turn, time, number] = position;
  return { turn, time, number };
}
