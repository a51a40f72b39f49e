import { isDeepStrictEqual } from 'node:util';
import type { mongo } from 'mongoose';
import type { CaseEvent } from '../../domain/case/events';
import type { CaseCollections } from './collections';
import { eventsFrom } from './events';
import { project } from './project';
import { TRANSACTION } from './transaction';

/** Other events stand under the seqs of these, or they don't follow on the case's last one. No repetition helps. */
export class RecordConflictError extends Error {
  override readonly name = 'RecordConflictError';

  constructor(number: string, why: string) {
    super(`The events of ${number} were not recorded: ${why}`);
  }
}

export interface Recorded {
  /** The events as they stand in the record, with the completions they were first recorded with. */
  readonly events: readonly CaseEvent[];
  /** They had been recorded before, and nothing was changed. */
  readonly repeated: boolean;
}

/** Runs in the transaction of the first record of a case: marks its intake as started. */
export type MarkStarted = (number: string, runId: string, session: mongo.ClientSession) => Promise<void>;

const DUPLICATE_KEY = 11_000;

/** Records the transitions of cases: appends their events and replaces the read model in one transaction. */
export class TransitionRecorder {
  constructor(
    private readonly collections: CaseCollections,
    private readonly markStarted: MarkStarted,
  ) {}

  /**
   * Repeated with the same events, it changes nothing and returns what was recorded first.
   *
   * @param events of one transition, plain JSON, their seqs without gaps
   * @throws {RecordConflictError} if other events stand under the same seqs, or events before these are missing
   */
  async record(number: string, events: readonly CaseEvent[], startedRunId?: string): Promise<Recorded> {
    const session = await this.collections.connection.startSession();
    try {
      return await session.withTransaction(
        () => this.append(number, events, startedRunId, session),
        TRANSACTION,
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Two attempts at once: the other one has committed.
      const stored = await eventsFrom(this.collections, number, firstSeq(number, events));
      return sameOrConflict(number, events, stored);
    } finally {
      await session.endSession();
    }
  }

  private async append(
    number: string,
    events: readonly CaseEvent[],
    startedRunId: string | undefined,
    session: mongo.ClientSession,
  ): Promise<Recorded> {
    const first = firstSeq(number, events);
    // A new case has no read model to look for; if it had events already, inserting these would fail.
    const found = first === 1 ? null : await this.collections.cases.findOne({ _id: number }, { session });
    let before = found ?? undefined;
    if ((before?.revision ?? 0) !== first - 1) {
      // The read model is missing or behind: what holds is what the events say.
      const stored = await eventsFrom(this.collections, number, 1, session);
      if (stored.length >= first) return sameOrConflict(number, events, stored);
      if (stored.length < first - 1) throw gap(number, first, stored.length);
      before = project(undefined, stored);
    }
    const after = project(before, events);
    const documents = events.map((event) => ({ number, ...event }));
    await this.collections.events.insertMany(documents, { session, ignoreUndefined: true });
    await this.collections.cases.replaceOne(
      found ? { _id: number, revision: found.revision } : { _id: number },
      after,
      {
        session,
        upsert: found === null,
        ignoreUndefined: true,
      },
    );
    if (startedRunId !== undefined) await this.markStarted(number, startedRunId, session);
    return { events, repeated: false };
  }
}

/** The seq of the first event, once it is sure that the others follow it. */
function firstSeq(number: string, events: readonly CaseEvent[]): number {
  const first = events[0]?.seq ?? 0;
  if (first < 1 || events.some(({ seq }, index) => seq !== first + index)) {
    throw new RecordConflictError(number, 'a transition is events whose seqs count from 1 without gaps.');
  }
  return first;
}

function gap(number: string, first: number, last: number): RecordConflictError {
  return new RecordConflictError(number, `they begin with ${first}, but the record ends with ${last}.`);
}

/** A repeat is what is stored already, all of it, but for what recording itself adds: the completions. */
function sameOrConflict(
  number: string,
  events: readonly CaseEvent[],
  stored: readonly CaseEvent[],
): Recorded {
  const bySeq = new Map(stored.map((event) => [event.seq, event]));
  const recorded = events.map((event) => {
    const there = bySeq.get(event.seq);
    if (there && isDeepStrictEqual(content(there), content(event))) return there;
    const why = there
      ? `another event stands under seq ${event.seq}.`
      : `seq ${event.seq} is missing in a transition of which other parts are recorded, or its command is recorded already.`;
    throw new RecordConflictError(number, why);
  });
  return { events: recorded, repeated: true };
}

function content({ completion: _added, ...event }: CaseEvent): Omit<CaseEvent, 'completion'> {
  return event;
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
}
