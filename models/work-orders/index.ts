import type { Collection, Connection, mongo } from 'mongoose';
import { hasRole, isAgent, isSupervisor, type Actor } from '../../domain/people/actor';
import type { WorkOrderEvent } from '../../domain/work-order/rules';
import { isOpenOrder, type WorkOrder, type WorkOrderStage } from '../../domain/work-order/work-order';
import { departmentOf } from '../cases/visibility';
import type { Sealing } from '../sealing';
import { LIST_ORDER, listConditions, pageOfTasks, type TaskListRequest, type TaskPage } from '../tasks/list';
import { recordTask } from '../tasks/recorder';
import { openTaskRecords, type TaskRecords } from '../tasks/records';
import { openedTasks } from '../tasks/sealed-task';
import { openShelf } from '../tasks/shelf';
import { workOrderEventSchema, workOrderSchema, type WorkOrderDocument } from './documents';
import { WORK_ORDER_PLANS } from './plans';
import { project } from './project';

export type { WorkOrderDocument } from './documents';

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
  list(request: TaskListRequest<WorkOrderStage>): Promise<TaskPage<WorkOrderDocument>>;
  /** All orders of a case, the first first. */
  ofCase(number: string): Promise<WorkOrderDocument[]>;
  readonly records: TaskRecords;
  eventsOf(id: string): Promise<WorkOrderEvent[]>;
}

/** Opens the store on a connection. */
export function createWorkOrderStore(connection: Connection, sealing: Sealing): WorkOrderStore {
  connection.model('WorkOrderEvent', workOrderEventSchema);
  connection.model('WorkOrder', workOrderSchema);
  const orders: Collection<WorkOrderDocument> = connection.collection<WorkOrderDocument>('workOrders');
  const shelf = openShelf<WorkOrderEvent, WorkOrderDocument>(connection, sealing, {
    collections: { events: 'workOrderEvents', documents: 'workOrders' },
    plans: WORK_ORDER_PLANS,
    project,
  });
  return {
    record: (id, transition, at) => recordTask(connection, shelf, id, transition, at),
    records: openTaskRecords(connection, shelf, ({ state }) => !isOpenOrder(state)),
    find: (id) => shelf.find(id),
    eventsOf: (id) => shelf.eventsFrom(id, 1),
    ofCase: async (number) =>
      openedTasks(sealing, await orders.find({ number }).sort({ createdAt: 1, _id: 1 }).toArray()),
    list: async (request) => {
      const { actor, filter, limit } = request;
      const ofCase = filter.number === undefined ? {} : { number: filter.number };
      const found = await orders
        .find({ $and: [visibleTo(actor), ofCase, ...listConditions(request)] })
        .sort(LIST_ORDER)
        .limit(limit + 1)
        .toArray();
      return pageOfTasks(sealing, found, limit);
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

function seesAll(actor: Actor): boolean {
  return isAgent(actor) || isSupervisor(actor) || hasRole(actor, 'executive', 'auditor');
}
