import { isDeepStrictEqual } from 'node:util';
import { mongo, type Connection } from 'mongoose';
import type { Completion } from '../../domain/case/events';
import { RecordConflictError } from '../cases';
import { TRANSACTION } from '../cases/transaction';
import { isDuplicateKey } from '../duplicate-key';

/** As much of an event as recording looks at. */
export interface Numbered {
  readonly seq: number;
  /** When it happened, ISO 8601. */
  readonly at: string;
  readonly completion?: Completion;
}

/** As much of a read model as recording looks at. */
export interface TaskDocument {
  readonly _id: string;
  readonly revision: number;
  readonly stage: string;
}

/** Where the events and read models of one kind of task are kept. */
export interface Shelf<E extends Numbered, D extends TaskDocument> {
  /** The events from a seq on, in their order. */
  eventsFrom(id: string, seq: number, session?: mongo.ClientSession): Promise<E[]>;
  /** @param at when they come onto the record, ISO 8601 */
  insertEvents(id: string, events: readonly E[], at: string, session: mongo.ClientSession): Promise<void>;
  find(id: string, session?: mongo.ClientSession): Promise<D | undefined>;
  /** Puts the read model in the place of the one of this revision; 0: there is none. False if it is another. */
  put(after: D, replaced: number, session: mongo.ClientSession): Promise<boolean>;
  /** Every id there are events or a read model of, in order. */
  ids(): AsyncIterable<string>;
  /** The read model after further events. */
  project(before: D | undefined, events: readonly E[]): D;
}

/**
 * Appends the events of one transition and replaces the read model in one transaction; returns these very events.
 * Repeated with the same, it changes nothing and returns what was recorded first.
 *
 * @param at when they come onto the record: the server's time, ISO 8601; unless told, when the last of them happened
 * @throws {RecordConflictError} if other events stand under the same seqs, or events before these are missing
 */
export async function recordTask<E extends Numbered, D extends TaskDocument>(
  connection: Connection,
  shelf: Shelf<E, D>,
  id: string,
  events: readonly E[],
  at = events.at(-1)?.at ?? '',
): Promise<readonly E[]> {
  const transition = { id, events, first: firstSeq(id, events), at };
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => append(shelf, transition, session), TRANSACTION);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // It is recorded already, perhaps a moment ago by another attempt.
    return sameOrConflict(id, events, await shelf.eventsFrom(id, transition.first));
  } finally {
    await session.endSession();
  }
}

interface Transition<E> {
  readonly id: string;
  readonly events: readonly E[];
  /** The seq of the first event. */
  readonly first: number;
  readonly at: string;
}

async function append<E extends Numbered, D extends TaskDocument>(
  shelf: Shelf<E, D>,
  { id, events, first, at }: Transition<E>,
  session: mongo.ClientSession,
): Promise<readonly E[]> {
  const there = await shelf.find(id, session);
  let before = there;
  if ((there?.revision ?? 0) !== first - 1) {
    // The read model is missing, behind, or ahead: what holds is what the events say.
    const stored = await shelf.eventsFrom(id, 1, session);
    if (stored.length >= first) return sameOrConflict(id, events, stored);
    if (stored.length < first - 1) {
      throw new RecordConflictError(
        id,
        `they begin with ${first}, but the record ends with ${stored.length}.`,
      );
    }
    before = stored.length === 0 ? undefined : shelf.project(undefined, stored);
  }
  await shelf.insertEvents(id, events, at, session);
  if (!(await shelf.put(shelf.project(before, events), there?.revision ?? 0, session))) {
    throw new mongo.MongoServerError({
      message: `The read model of ${id} has changed meanwhile.`,
      errorLabels: ['TransientTransactionError'],
    });
  }
  return events;
}

/** The seq of the first event, once it is sure that the others follow it. */
function firstSeq(id: string, events: readonly Numbered[]): number {
  const first = events[0]?.seq ?? 0;
  if (first < 1 || events.some(({ seq }, index) => seq !== first + index)) {
    throw new RecordConflictError(id, 'a transition is events whose seqs count from 1 without gaps.');
  }
  return first;
}

/** A repeat is what is stored already, all of it, but for what recording itself adds: the completions. */
function sameOrConflict<E extends Numbered>(
  id: string,
  events: readonly E[],
  stored: readonly E[],
): readonly E[] {
  const bySeq = new Map(stored.map((event) => [event.seq, event]));
  return events.map((event) => {
    const there = bySeq.get(event.seq);
    if (there && isDeepStrictEqual(content(there), content(event))) return there;
    throw new RecordConflictError(id, `another event, or none, stands under seq ${event.seq}.`);
  });
}

function content<E extends Numbered>({ completion: _added, ...event }: E): Omit<E, 'completion'> {
  return event;
}
