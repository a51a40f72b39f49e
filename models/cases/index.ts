import type { Connection } from 'mongoose';
import type { Case } from '../../domain/case/case';
import type { CaseEvent } from '../../domain/case/events';
import type { Actor } from '../../domain/people/actor';
import type { Likeable } from '../../domain/widespread/groups';
import type { Vault } from '../sealing';
import { caseAt, recordedTimes, revisionAt, type RecordedTime } from './as-of';
import { caseCollections, type CaseCollections } from './collections';
import type { CaseDocument } from './documents';
import { eventOfCommand, eventsFrom } from './events';
import { listCases, type CasePage, type ListRequest } from './list';
import { casesOfCustomer, type WantedCustomer } from './of-customer';
import {
  casesOfGroup,
  openByVersion,
  openCases,
  openStates,
  recentComplaints,
  widespreadCases,
  type OpenCase,
  type OpenCaseRequest,
  type VersionCount,
} from './open-cases';
import { countPastCases, pastCases, type PastCaseRequest } from './past-cases';
import { rebuildAll, rebuildOne, type RebuildProgress } from './rebuild';
import { differences, ofReadModel, type Counterparts, type Difference } from './reconcile';
import { opened } from './stored-case';
import { similarCases, type SimilarCase, type SimilarRequest } from './similar';
import {
  countView,
  fallingDue,
  groupSizes,
  pressing,
  type FallingDue,
  type Pressing,
  type Scope,
  type Stretch,
} from './supervision';
import { TransitionRecorder, type MarkStarted, type Recorded } from './record-transition';
import { VIEWS, type View } from './waiting';

export { BadCursorError, SORTS } from './cursor';
export type { Sort } from './cursor';
export type { RecordedTime } from './as-of';
export type { CaseDocument, CaseSummary, NextClock } from './documents';
export { DECISIONS, decisionsIn } from './decisions';
export type { Decision } from './decisions';
export { NOBODY } from './list';
export type { FallingDue, Pressing } from './supervision';
export type { CaseFilter, CasePage, FoundSummary, ListRequest } from './list';
export type { Found } from '../search';
export type { OpenCase, OpenCaseRequest } from './open-cases';
export type { PastCaseRequest } from './past-cases';
export type { RebuildProgress } from './rebuild';
export type { Counterparts, Difference } from './reconcile';
export { RecordConflictError } from './record-transition';
export { VIEWS, type View };
export type { Recorded } from './record-transition';
export { maySee, visibleTo } from './visibility';

/** The records of the cases: their events, and the read model that repeats what the events say. */
export interface CaseStore {
  /**
   * Appends the events of one transition and replaces the read model, in one transaction. A repeat changes nothing.
   *
   * @param startedRunId with the first events of a case: marks its intake as started
   * @param at when they come onto the record: the server's time, ISO 8601; unless told, when the last of them happened
   * @throws {RecordConflictError} if other events stand under the same seqs, or events before these are missing
   */
  recordTransition(
    number: string,
    events: readonly CaseEvent[],
    startedRunId?: string,
    at?: string,
  ): Promise<Recorded>;
  find(number: string): Promise<CaseDocument | undefined>;
  /** The last event that was on the record at a moment; 0: none was. */
  revisionAt(number: string, moment: Date): Promise<number>;
  /** The case as it stood when its record ended with this event; undefined if it had none then. */
  findAt(number: string, revision: number): Promise<CaseDocument | undefined>;
  /** When each event after a seq came onto the record, in their order. */
  recordedTimes(number: string, afterSeq?: number, limit?: number): Promise<readonly RecordedTime[]>;
  /** Nothing finds the texts of this case any more; it is found by number and customer still. */
  forgetTexts(number: string): Promise<void>;
  /** The numbers of the cases of a customer, the oldest first; at most so many. */
  ofCustomer(customer: WantedCustomer, most: number): Promise<readonly string[]>;
  /** @throws {BadCursorError} if the cursor is not of a list in this order */
  list(request: ListRequest): Promise<CasePage>;
  /** The events after a seq, all unless told, in their order. */
  eventsOf(number: string, afterSeq?: number, limit?: number): Promise<CaseEvent[]>;
  /** The event that a command has made, or the record of its refusal. */
  eventOfCommand(number: string, commandId: string): Promise<CaseEvent | undefined>;
  /** Open cases that may be about the same. */
  similar(request: SimilarRequest): Promise<readonly SimilarCase[]>;
  /** The numbers of past and present cases after one, in their order. */
  pastCases(
    request: PastCaseRequest & { readonly after?: string; readonly limit: number },
  ): Promise<readonly string[]>;
  countPastCases(request: PastCaseRequest): Promise<number>;
  /** How many cases that are not archived run under each version of a pack, the newest first. */
  openByVersion(policy: string): Promise<readonly VersionCount[]>;
  /** Cases that are not archived, in the order of their numbers, with the clocks that have not ended. */
  openCases(request: OpenCaseRequest): Promise<readonly OpenCase[]>;
  /** Open complaints of a pack that were entered since a time, the newest first, with what makes them alike. */
  recentComplaints(request: {
    readonly policy: string;
    readonly since: Date;
    readonly limit: number;
  }): Promise<readonly Likeable[]>;
  /** The open cases of a group of similar complaints, or of all groups, in the order of their numbers. */
  widespreadCases(group?: string): Promise<readonly { readonly number: string; readonly group: string }[]>;
  /** The numbers of all cases of a group, those that are closed too. */
  casesOfGroup(group: string): Promise<readonly string[]>;
  /** How many open cases each group has. */
  groupSizes(): Promise<ReadonlyMap<string, number>>;
  /** How many cases are overdue at a time, or soon will be, by holder, level and rung; the earliest first. */
  pressing(request: Scope & { readonly now: Date }): Promise<readonly Pressing[]>;
  /** How many cases fall due in each of these stretches, which follow on each other, by clause. */
  fallingDue(request: Scope & { readonly stretches: readonly Stretch[] }): Promise<readonly FallingDue[]>;
  /** How many cases a view has; beyond the most that are counted, just those. */
  countView(request: { readonly actor: Actor; readonly view: View; readonly most: number }): Promise<number>;
  /** The same cases as they stand. */
  openStates(request: OpenCaseRequest): Promise<readonly Case[]>;
  /**
   * Makes the read model of a case, and what its texts are found by, anew from its events, also while the case goes on;
   * true if either was missing or differed.
   *
   * @throws RangeError if the case has no events, or they don't follow on each other
   */
  rebuild(number: string): Promise<boolean>;
  /** As `rebuild`, for every case there are events of, broken ones apart; reports every hundred cases and at the end. */
  rebuildAll(report: (progress: RebuildProgress) => void): Promise<RebuildProgress>;
  /** How the read model of a case differs from its events; undefined: it does not. Changes nothing. */
  compare(number: string): Promise<Difference | undefined>;
  /** Every difference between events, read models, intakes, and workflows; changes nothing. */
  differences(counterparts: Counterparts): AsyncGenerator<Difference>;
}

/**
 * Opens the store on a connection.
 *
 * @param vault what their texts are sealed with, and found by
 */
export function createCaseStore(connection: Connection, markStarted: MarkStarted, vault: Vault): CaseStore {
  const collections = caseCollections(connection, vault);
  const recorder = new TransitionRecorder(collections, markStarted);
  return {
    recordTransition: (number, events, runId, at) => recorder.record(number, events, runId, at),
    find: (number) => findCase(collections, number),
    revisionAt: (number, moment) => revisionAt(collections, number, moment),
    findAt: (number, revision) => caseAt(collections, number, revision),
    recordedTimes: (number, afterSeq, limit) => recordedTimes(collections, number, afterSeq, limit),
    forgetTexts: (number) => collections.searchTerms.remove(number),
    ofCustomer: (customer, most) =>
      casesOfCustomer(collections, (number) => findCase(collections, number), customer, most),
    list: (request) => listCases(collections, request),
    eventsOf: (number, afterSeq = 0, limit) =>
      eventsFrom(collections, number, afterSeq + 1, undefined, limit),
    eventOfCommand: (number, commandId) => eventOfCommand(collections, number, commandId),
    similar: (request) => similarCases(collections, request),
    pastCases: (request) => pastCases(collections, request),
    countPastCases: (request) => countPastCases(collections, request),
    openByVersion: (policy) => openByVersion(collections, policy),
    openCases: (request) => openCases(collections, request),
    recentComplaints: (request) => recentComplaints(collections, request),
    widespreadCases: (group) => widespreadCases(collections, group),
    casesOfGroup: (group) => casesOfGroup(collections, group),
    groupSizes: () => groupSizes(collections),
    pressing: (request) => pressing(collections, request),
    fallingDue: (request) => fallingDue(collections, request),
    countView: (request) => countView(collections, request),
    openStates: (request) => openStates(collections, request),
    rebuild: (number) => rebuildOne(collections, number),
    rebuildAll: (report) => rebuildAll(collections, report),
    compare: async (number) => (await ofReadModel(collections, number)).difference,
    differences: (counterparts) => differences(collections, counterparts),
  };
}

async function findCase(collections: CaseCollections, number: string): Promise<CaseDocument | undefined> {
  const found = await collections.cases.findOne({ _id: number });
  return found ? opened(collections, found) : undefined;
}
