import type { Collection, Connection, mongo } from 'mongoose';
import { mayIssue } from '../../domain/corrective-action/admit';
import type { ActionStage, CorrectiveAction } from '../../domain/corrective-action/corrective-action';
import type { ActionEvent } from '../../domain/corrective-action/rules';
import { hasRole, isAgent, type Actor } from '../../domain/people/actor';
import { inOrder } from '../in-order';
import { chained, chainHead } from '../proofs/chain';
import type { Sealing } from '../sealing';
import { afterPosition, readCursor, writeCursor } from '../tasks/due-order';
import { recordTask, type Shelf } from '../tasks/recorder';
import { openTaskRecords, type TaskRecords } from '../tasks/records';
import { openedTaskEvents, openedTasks, storedTask, storedTaskEvents } from '../tasks/sealed-task';
import { actionEventSchema, actionSchema, type ActionDocument, type ActionEventDocument } from './documents';
import { createIssueStore, type IssueStore } from './issues';
import { ACTION_PLANS } from './plans';
import { project } from './project';
import { createRepeatStore, type RepeatStore } from './repeats';

export type { ActionDocument, IssueDocument } from './documents';
export type { FoundRepeat } from './repeats';

/** All that are given must hold. */
export interface ActionFilter {
  readonly department?: string;
  readonly stages?: readonly ActionStage[];
  /** The number of a case that it comes from. */
  readonly number?: string;
}

export interface ActionListRequest {
  /** Only what this actor sees. */
  readonly actor: Actor;
  readonly filter: ActionFilter;
  readonly limit: number;
  readonly cursor?: string;
}

export interface ActionPage {
  readonly items: readonly ActionDocument[];
  readonly next?: string;
}

/** The records of corrective actions: their events, and the read model that repeats what the events say. */
export interface ActionStore extends IssueStore, RepeatStore {
  /** @throws {RecordConflictError} if other events stand under the same seqs, or events before these are missing */
  record(id: string, events: readonly ActionEvent[], at?: string): Promise<readonly ActionEvent[]>;
  find(id: string): Promise<ActionDocument | undefined>;
  /**
   * What is due first comes first.
   *
   * @throws {BadCursorError} if the cursor is not of this list
   */
  list(request: ActionListRequest): Promise<ActionPage>;
  readonly records: TaskRecords;
  eventsOf(id: string): Promise<ActionEvent[]>;
}

/**
 * Opens the store on a connection.
 *
 * @param zone IANA zone of the company: the day in a number is counted in it
 */
export function createActionStore(connection: Connection, zone: string, sealing: Sealing): ActionStore {
  connection.model('CorrectiveActionEvent', actionEventSchema);
  connection.model('CorrectiveAction', actionSchema);
  const events: Collection<ActionEventDocument> =
    connection.collection<ActionEventDocument>('correctiveActionEvents');
  const actions: Collection<ActionDocument> = connection.collection<ActionDocument>('correctiveActions');
  const shelf = shelfOf({ connection, sealing, events, actions });
  return {
    ...createIssueStore(connection, zone, sealing),
    ...createRepeatStore(connection, actions),
    record: (id, transition, at) => recordTask(connection, shelf, id, transition, at),
    records: openTaskRecords(connection, shelf, ({ stage }) => stage === 'closed'),
    find: (id) => shelf.find(id),
    eventsOf: (id) => shelf.eventsFrom(id, 1),
    list: async ({ actor, filter: { department, stages, number }, limit, cursor }) => {
      const conditions: mongo.Filter<ActionDocument>[] = [
        visibleTo(actor),
        {
          ...(department !== undefined && { department }),
          ...(stages && { stage: { $in: [...stages] } }),
          ...(number !== undefined && { cases: number }),
        },
        ...(cursor === undefined ? [] : [afterPosition(readCursor(cursor))]),
      ];
      const found = await actions
        .find({ $and: conditions })
        .sort({ turn: 1, dueOrder: 1, _id: 1 })
        .limit(limit + 1)
        .toArray();
      const items = await openedTasks(sealing, found.slice(0, limit));
      const last = found.length > limit ? items.at(-1) : undefined;
      return { items, ...(last && { next: writeCursor({ ...last, id: last._id }) }) };
    },
  };
}

/** The department, customer service, those who supervise, executives, and auditors see a corrective action. */
export function maySeeAction(actor: Actor, { department }: Pick<CorrectiveAction, 'department'>): boolean {
  return seesAll(actor) || departmentOf(actor) === department;
}

function visibleTo(actor: Actor): mongo.Filter<ActionDocument> {
  if (seesAll(actor)) return {};
  const department = departmentOf(actor);
  return department === undefined ? { department: { $in: [] } } : { department };
}

function departmentOf(actor: Actor): string | undefined {
  return hasRole(actor, 'lead', 'handler') ? actor.department : undefined;
}

function seesAll(actor: Actor): boolean {
  return isAgent(actor) || mayIssue(actor) || hasRole(actor, 'auditor');
}

/** Where they are kept, and what seals them. */
interface Kept {
  readonly connection: Connection;
  readonly sealing: Sealing;
  readonly events: Collection<ActionEventDocument>;
  readonly actions: Collection<ActionDocument>;
}

function shelfOf({ connection, sealing, events, actions }: Kept): Shelf<ActionEvent, ActionDocument> {
  return {
    eventsFrom: async (id, seq, session) => {
      const options = { projection: { _id: 0 }, ...(session && { session }) } as const;
      const found = await events
        .find({ id, seq: { $gte: seq } }, options)
        .sort({ seq: 1 })
        .toArray();
      const opened = await openedTaskEvents(sealing, id, found);
      return opened.map(({ id: _ofTheAction, recordedAt: _recorded, hash: _link, ...event }) => event);
    },
    insertEvents: async (id, transition, at, session) => {
      const head = await chainHead(
        connection,
        { collection: 'correctiveActionEvents', owner: { id } },
        session,
      );
      const stored = chained(head, await storedTaskEvents(sealing, ACTION_PLANS, id, transition), at);
      await events.insertMany(stored, { session, ignoreUndefined: true });
    },
    find: async (id, session) => {
      const found = await actions.findOne({ _id: id }, { ...(session && { session }) });
      return (await openedTasks(sealing, found ? [found] : []))[0];
    },
    put: async (document, replaced, session) => {
      const after = await storedTask(sealing, ACTION_PLANS, document);
      const options = { session, ignoreUndefined: true };
      if (replaced === 0) {
        await actions.insertOne(after, options);
        return true;
      }
      const { matchedCount } = await actions.replaceOne(
        { _id: after._id, revision: replaced },
        after,
        options,
      );
      return matchedCount === 1;
    },
    ids: () =>
      inOrder(async (after) => {
        const [event, document] = await Promise.all([
          events.findOne({ id: { $gt: after } }, { sort: { id: 1, seq: 1 }, projection: { id: 1 } }),
          actions.findOne({ _id: { $gt: after } }, { sort: { _id: 1 }, projection: { _id: 1 } }),
        ]);
        return [event?.id, document?._id].filter((id) => id !== undefined).sort()[0];
      }),
    project,
  };
}
