import type { Actor } from '../../domain/people/actor';
import type { Sealing } from '../sealing';
import { afterPosition, readCursor, writeCursor } from './due-order';
import type { TaskDocument } from './recorder';
import { openedTasks } from './sealed-task';

/** All that are given must hold. */
export interface TaskFilter<S extends string> {
  readonly department?: string;
  readonly stages?: readonly S[];
  /** The number of a case that it belongs to. */
  readonly number?: string;
}

export interface TaskListRequest<S extends string> {
  /** Only what this actor sees. */
  readonly actor: Actor;
  readonly filter: TaskFilter<S>;
  readonly limit: number;
  readonly cursor?: string;
}

export interface TaskPage<D> {
  readonly items: readonly D[];
  readonly next?: string;
}

/** A read model that stands in a list. */
interface ListedTask extends TaskDocument {
  readonly turn: number;
  readonly dueOrder: Date;
}

/** The order of `Position`, as an index has it. */
export const LIST_ORDER = { turn: 1, dueOrder: 1, _id: 1 } as const;

/**
 * What of a list's request both kinds of task are found by; each has its own field for the number of a case.
 *
 * @throws {BadCursorError} if the cursor is not of this list
 */
export function listConditions<S extends string>({
  filter: { department, stages },
  cursor,
}: TaskListRequest<S>) {
  return [
    { ...(department !== undefined && { department }), ...(stages && { stage: { $in: [...stages] } }) },
    ...(cursor === undefined ? [] : [afterPosition(readCursor(cursor))]),
  ];
}

/** @param found in their order, as they are stored: one more than the page holds, if there are so many */
export async function pageOfTasks<D extends ListedTask>(
  sealing: Sealing,
  found: readonly D[],
  limit: number,
): Promise<TaskPage<D>> {
  const items = await openedTasks(sealing, found.slice(0, limit));
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, ...(last && { next: writeCursor({ ...last, id: last._id }) }) };
}
