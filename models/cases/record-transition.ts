import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import type { mongo } from 'mongoose';
import type { CaseEvent } from '../../domain/case/events';
import type { Customer } from '../../domain/case/intake';
import { holdKey } from '../case-keys';
import { chained, chainHead, type Link } from '../proofs/chain';
import type { CaseCollections } from './collections';
import type { CaseDocument, CaseEventDocument } from './documents';
import { eventsFrom } from './events';
import { project } from './project';
import { opened, storedCase } from './stored-case';
import { storedEvents } from './stored-event';
import { TRANSACTION } from './transaction';
import { isDuplicateKey } from '../duplicate-key';

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

/** What a case's next record goes on from. */
interface Standing {
  readonly document: CaseDocument;
  /** The link of its last event. */
  readonly head: Link | undefined;
}

/** Kept from the last records, so that the next ones need not read them. About 20 MB. */
const RECENT = 2_000;

/** The read model is not what it was when it was recorded last: look it up. */
class StaleError extends Error {
  override readonly name = 'StaleError';
}

/** Records the transitions of cases: appends their events and replaces the read model in one transaction. */
export class TransitionRecorder {
  private readonly recent = new LRUCache<string, Standing>({ max: RECENT });

  constructor(
    private readonly collections: CaseCollections,
    private readonly markStarted: MarkStarted,
  ) {}

  /**
   * Repeated with the same events, it changes nothing and returns what was recorded first.
   *
   * @param events of one transition, plain JSON, their seqs without gaps
   * @param at when they come onto the record: the server's time, ISO 8601; unless told, when the last of them happened
   * @throws {RecordConflictError} if other events stand under the same seqs, or events before these are missing
   */
  async record(
    number: string,
    events: readonly CaseEvent[],
    startedRunId?: string,
    at = events.at(-1)?.at ?? '',
  ): Promise<Recorded> {
    const first = firstSeq(number, events);
    const stored = await storedEvents(this.collections, number, events);
    const transition = { number, events, stored, first, startedRunId, at };
    const recent = this.recent.get(number);
    this.recent.delete(number);
    try {
      return await this.inTransaction(transition, recent);
    } catch (error) {
      if (error instanceof StaleError) return await this.inTransaction(transition, undefined);
      if (!isDuplicateKey(error)) throw error;
      // It is recorded already, perhaps a moment ago by another attempt.
      return sameOrConflict(transition, await eventsFrom(this.collections, number, transition.first));
    }
  }

  private async inTransaction(transition: Transition, recent: Standing | undefined): Promise<Recorded> {
    const session = await this.collections.connection.startSession();
    try {
      const { recorded, after } = await session.withTransaction(
        () => this.append(transition, recent, session),
        TRANSACTION,
      );
      if (after && after.document.stage !== 'archived') this.recent.set(transition.number, after);
      return recorded;
    } finally {
      await session.endSession();
    }
  }

  private async append(
    transition: Transition,
    recent: Standing | undefined,
    session: mongo.ClientSession,
  ): Promise<Appended> {
    const { number, first } = transition;
    if (recent?.document.revision === first - 1) {
      const { document, head } = recent;
      return this.write(transition, { before: document, there: document, head }, session);
    }
    // A new case has no read model to look for; if it had events already, inserting these would fail.
    const there = first === 1 ? undefined : await this.readModel(number, session);
    const head = first === 1 ? undefined : await this.headOf(number, session);
    if ((there?.revision ?? 0) === first - 1) {
      return this.write(transition, { before: there, there, head }, session);
    }

    // The read model is missing, behind, or ahead: what holds is what the events say.
    const stored = await eventsFrom(this.collections, number, 1, session);
    if (stored.length >= first) return { recorded: sameOrConflict(transition, stored) };
    if (stored.length < first - 1) {
      const why = `they begin with ${first}, but the record ends with ${stored.length}.`;
      throw new RecordConflictError(number, why);
    }
    return this.write(transition, { before: project(undefined, stored), there, head }, session);
  }

  private async write(
    { number, events, stored, startedRunId, at }: Transition,
    { before, there, head }: Ground,
    session: mongo.ClientSession,
  ): Promise<Appended> {
    const after = project(before, events);
    const sealed = await storedCase(this.collections, after);
    // Only an archived case can be erased at the same moment.
    if (before?.stage === 'archived') await holdKey(this.collections.connection, number, session);
    const written = { session, ignoreUndefined: true };
    const linked = chained(head, stored, at);
    await this.collections.events.insertMany(linked, written);
    if (there) {
      const replaced = { _id: number, revision: there.revision };
      const { matchedCount } = await this.collections.cases.replaceOne(replaced, sealed, written);
      if (matchedCount === 0) throw new StaleError(`The read model of ${number} has changed.`);
    } else {
      await this.collections.cases.insertOne(sealed, written);
    }
    const customer = changedCustomer(before, after);
    await this.collections.searchTerms.add(number, { events, ...(customer && { customer }) }, session);
    if (startedRunId !== undefined) await this.markStarted(number, startedRunId, session);
    return {
      recorded: { events, repeated: false },
      after: { document: after, head: linked.at(-1) },
    };
  }

  private headOf(number: string, session: mongo.ClientSession): Promise<Link | undefined> {
    const owner = { collection: 'caseEvents', owner: { number } } as const;
    return chainHead(this.collections.connection, owner, session);
  }

  private async readModel(number: string, session: mongo.ClientSession): Promise<CaseDocument | undefined> {
    const found = await this.collections.cases.findOne({ _id: number }, { session });
    return found ? opened(this.collections, found) : undefined;
  }
}

interface Transition {
  readonly number: string;
  readonly events: readonly CaseEvent[];
  /** The same as they are stored. */
  readonly stored: readonly CaseEventDocument[];
  /** The seq of the first event. */
  readonly first: number;
  readonly startedRunId: string | undefined;
  /** When it comes onto the record, ISO 8601. */
  readonly at: string;
}

/** What is written on. */
interface Ground {
  /** The case as the events say it stands. */
  readonly before: CaseDocument | undefined;
  /** The read model to replace, if there is one. */
  readonly there: CaseDocument | undefined;
  readonly head: Link | undefined;
}

interface Appended {
  readonly recorded: Recorded;
  /** How the case stands, if it was written. */
  readonly after?: Standing;
}

/** Who the customer is, if that is new or other than before. */
function changedCustomer(before: CaseDocument | undefined, after: CaseDocument): Customer | undefined {
  const { customer } = after.state.intake;
  return isDeepStrictEqual(before?.state.intake.customer, customer) ? undefined : customer;
}

/** The seq of the first event, once it is sure that the others follow it. */
function firstSeq(number: string, events: readonly CaseEvent[]): number {
  const first = events[0]?.seq ?? 0;
  if (first < 1 || events.some(({ seq }, index) => seq !== first + index)) {
    throw new RecordConflictError(number, 'a transition is events whose seqs count from 1 without gaps.');
  }
  return first;
}

/** A repeat is what is stored already, all of it, but for what recording itself adds: the completions. */
function sameOrConflict({ number, events }: Transition, stored: readonly CaseEvent[]): Recorded {
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
