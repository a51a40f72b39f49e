import { z } from 'zod';
import { BadCursorError } from '../cases';
import { cursorText, positionIn } from '../cursor-text';

/** Complaint orders (0) come before any other work (1), then what is due first (iptv/4-orders). */
export interface Position {
  readonly turn: number;
  readonly dueOrder: Date;
  readonly id: string;
}

const written = z.tuple([z.int(), z.int(), z.string().max(40)]);

/** The cursor of the page that follows on this position. */
export function writeCursor({ turn, dueOrder, id }: Position): string {
  return cursorText([turn, dueOrder.getTime(), id]);
}

/** @throws {BadCursorError} if it is none */
export function readCursor(cursor: string): Position {
  const position = positionIn(written, cursor);
  if (!position) throw new BadCursorError();
  const [turn, due, id] = position;
  return { turn, dueOrder: new Date(due), id };
}

/** What comes after the position; the bound on the turn alone lets the index be entered in the middle. */
export function afterPosition({ turn, dueOrder, id }: Position) {
  return {
    turn: { $gte: turn },
    $or: [{ turn: { $gt: turn } }, { dueOrder: { $gt: dueOrder } }, { dueOrder, _id: { $gt: id } }],
  };
}
