import type { Collection, Connection, mongo } from 'mongoose';
import { hasRole, isAgent, isSupervisor, type Actor } from '../../domain/people/actor';
import type { WorkOrderEvent } from '../../domain/work-order/rules';
import { isOpenOrder, type WorkOrder, type WorkOrderStage } from '../../domain/work-order/work-order';
import { inOrder } from '../in-order';
import { chained, chainHead } from '../proofs/chain';
import type { Sealing } from '../sealing';
import { afterPosition, readCursor, writeCursor } from '../tasks/due-order';
import { recordTask, type Shelf } from '../tasks/recorder';
import { openTaskRecords, type TaskRecords } from '../tasks/records';
import { openedTaskEvents, openedTasks, storedTask, storedTaskEvents } from '../tasks/sealed-task';
import {
  workOrderEventSchema,
  workOrderSchema,
  type WorkOrderDocument,
  type WorkOrderEventDocument,
} from './documents';
import { WORK_ORDER_PLANS } from './plans';
import { project } from './project';

export type { WorkOrderDocument } from './documents';

/** All that are given must hold. */
export interface WorkOrderFilter {
  readonly department?: string;
  readonly stages?: readonly WorkOrderStage[];
  readonly number?: string;
}

export interface WorkOrderListRequest {
  /** Only what this actor sees. */
  readonly actor: Actor;
  readonly filter: WorkOrderFilter;
  readonly limit: number;
  readonly cursor?: string;
}

export interface WorkOrderPage {
  readonly items: readonly WorkOrderDocument[];
  readonly next?: string;
}

/** The records of work orders: their events, and the read model that repeats what the events say. */
export interface WorkOrderStore {
  /** @throws {RecordConflictError} if other events stand under the same seqs, or events before these are missing */
  record(id: string, events: readonly WorkOrderEvent[], at?: string): Promise<readonly WorkOrderEvent[]>;
  find(id: string): Promise<WorkOrderDocument | undefined>;
  /**
   * Complaint orders before any other work, then what is due first.
   *
   * @throws {BadCursorError} if the cursor is not of this list
   */
  list(request: WorkOrderListRequest): Promise<WorkOrderPage>;
  /** All orders of a case, the first first. */
  ofCase(number: string): Promise<WorkOrderDocument[]>;
  readonly records: TaskRecords;
  eventsOf(id: string): Promise<WorkOrderEvent[]>;
}

/** Opens the store on a connection. */
export function createWorkOrderStore(connection: Connection, sealing: Sealing): WorkOrderStore {
  connection.model('WorkOrderEvent', workOrderEventSchema);
  connection.model('WorkOrder', workOrderSchema);
  const events: Collection<WorkOrderEventDocument> =
    connection.collection<WorkOrderEventDocument>('workOrderEvents');
  const orders: Collection<WorkOrderDocument> = connection.collection<WorkOrderDocument>('workOrders');
  const shelf = shelfOf({ connection, sealing, events, orders });
  return {
    record: (id, transition, at) => recordTask(connection, shelf, id, transition, at),
    records: openTaskRecords(connection, shelf, ({ state }) => !isOpenOrder(state)),
    find: (id) => shelf.find(id),
    eventsOf: (id) => shelf.eventsFrom(id, 1),
    ofCase: async (number) =>
      openedTasks(sealing, await orders.find({ number }).sort({ createdAt: 1, _id: 1 }).toArray()),
    list: async ({ actor, filter: { department, stages, number }, limit, cursor }) => {
      const conditions: mongo.Filter<WorkOrderDocument>[] = [
        visibleTo(actor),
        {
          ...(department !== undefined && { department }),
          ...(stages && { stage: { $in: [...stages] } }),
          ...(number !== undefined && { number }),
        },
        ...(cursor === undefined ? [] : [afterPosition(readCursor(cursor))]),
      ];
      const found = await orders
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

/**
 * The ordered department, whoever ordered it, customer service, those who supervise, executives, and auditors see a work
 * order.
 */
export function maySeeOrder(actor: Actor, { department, issuedBy }: WorkOrder): boolean {
  return seesAll(actor) || issuedBy.user === actor.user || departmentOf(actor) === department;
}

function visibleTo(actor: Actor): mongo.Filter<WorkOrderDocument> {
  if (seesAll(actor)) return {};
  const department = departmentOf(actor);
  return { $or: [{ orderedBy: actor.user }, ...(department === undefined ? [] : [{ department }])] };
}

function departmentOf(actor: Actor): string | undefined {
  return hasRole(actor, 'lead', 'handler') ? actor.department : undefined;
}

function seesAll(actor: Actor): boolean {
  return isAgent(actor) || isSupervisor(actor) || hasRole(actor, 'executive', 'auditor');
}

/** Where they are kept, and what seals them. */
interface Kept {
  readonly connection: Connection;
  readonly sealing: Sealing;
  readonly events: Collection<WorkOrderEventDocument>;
  readonly orders: Collection<WorkOrderDocument>;
}

function shelfOf({ connection, sealing, events, orders }: Kept): Shelf<WorkOrderEvent, WorkOrderDocument> {
  return {
    eventsFrom: async (id, seq, session) => {
      const options = { projection: { _id: 0 }, ...(session && { session }) } as const;
      const found = await events
        .find({ id, seq: { $gte: seq } }, options)
        .sort({ seq: 1 })
        .toArray();
      const opened = await openedTaskEvents(sealing, id, found);
      return opened.map(({ id: _ofTheOrder, recordedAt: _recorded, hash: _link, ...event }) => event);
    },
    insertEvents: async (id, transition, at, session) => {
      const head = await chainHead(connection, { collection: 'workOrderEvents', owner: { id } }, session);
      const stored = chained(head, await storedTaskEvents(sealing, WORK_ORDER_PLANS, id, transition), at);
      await events.insertMany(stored, { session, ignoreUndefined: true });
    },
    find: async (id, session) => {
      const found = await orders.findOne({ _id: id }, { ...(session && { session }) });
      return (await openedTasks(sealing, found ? [found] : []))[0];
    },
    put: async (document, replaced, session) => {
      const after = await storedTask(sealing, WORK_ORDER_PLANS, document);
      const options = { session, ignoreUndefined: true };
      if (replaced === 0) {
        await orders.insertOne(after, options);
        return true;
      }
      const { matchedCount } = await orders.replaceOne(
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
          orders.findOne({ _id: { $gt: after } }, { sort: { _id: 1 }, projection: { _id: 1 } }),
        ]);
        return [event?.id, document?._id].filter((id) => id !== undefined).sort()[0];
      }),
    project,
  };
}
