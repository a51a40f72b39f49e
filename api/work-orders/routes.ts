import { z } from 'zod';
import { WORK_ORDER_STAGES } from '../../domain/work-order/work-order';
import { READING } from '../complaints/access';
import { findComplaint, type CaseFinder } from '../complaints/find-case';
import { pageOf } from '../complaints/paging';
import { numberParams } from '../complaints/routes';
import { only } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import type { TaskServices } from '../tasks/carry-out';
import { findTask, type TaskDesk } from '../tasks/desk';
import {
  idParams,
  taskCommandRoute,
  taskEventsRoute,
  taskListQuery,
  taskListRequest,
  taskVerdictRoute,
  type TaskCommandText,
  type TaskPlace,
} from '../tasks/routes';
import type { WorkOrder, WorkOrderCommand } from '../../domain/work-order/work-order';
import { workOrderDesk, type WorkOrderRecords } from './desk';
import { workOrderPayloads } from './payloads';
import {
  ORDER_ID,
  workOrderExample,
  workOrderSchema,
  workOrderSummary,
  workOrderSummarySchema,
  workOrderView,
} from './view';

export type WorkOrderServices = WorkOrderRecords & TaskServices & CaseFinder;

const ACTORS = [
  'agent',
  'specialist',
  'lead',
  'handler',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
] as const;

const PLACE: TaskPlace = {
  tag: 'Work orders',
  example: ORDER_ID,
  acting: only(...ACTORS),
  reading: only(...ACTORS, 'auditor'),
};

const COMMANDS: readonly TaskCommandText[] = [
  {
    name: 'accept',
    operation: 'acceptWorkOrder',
    summary: 'Sign for a work order, for the department',
    payload: workOrderPayloads.accept,
    example: {},
  },
  {
    name: 'return',
    operation: 'returnWorkOrder',
    summary: 'Send a work order back to whoever ordered it',
    payload: workOrderPayloads.return,
    example: { reason: 'Production makes these boards' },
  },
  {
    name: 'finish',
    operation: 'finishWorkOrder',
    summary: 'Report the result of a work order; its case waits for it',
    payload: workOrderPayloads.finish,
    example: { result: 'The board was sent by express' },
  },
  {
    name: 'cancel',
    operation: 'cancelWorkOrder',
    summary: 'Cancel a work order that is not needed any more',
    payload: workOrderPayloads.cancel,
    example: { reason: 'The customer fetched the board' },
  },
];

const listQuery = taskListQuery(WORK_ORDER_STAGES, 'The number of the case that waits for it');

/** Listing and reading work orders, and the commands to them. */
export function workOrderRoutes(services: WorkOrderServices): Route[] {
  const desk = workOrderDesk(services);
  return [
    list(services, desk),
    ofCase(services),
    one(services, desk),
    taskEventsRoute(desk, PLACE, 'listWorkOrderEvents'),
    ...COMMANDS.map((text) => taskCommandRoute(services, desk, PLACE, text)),
    taskVerdictRoute(services, desk, PLACE, 'readWorkOrderVerdict'),
  ];
}

type Desk = TaskDesk<WorkOrder, WorkOrderCommand>;

function list({ workOrders }: WorkOrderServices, { root }: Desk): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: root,
      allow: PLACE.reading,
      id: 'listWorkOrders',
      tag: PLACE.tag,
      summary: 'List work orders: those of complaints before any other work, then what is due first',
      description: 'Each caller sees the orders to their department, and those that they ordered.',
      query: listQuery,
      answers: { 200: { description: 'One page', body: pageOf(workOrderSummarySchema) } },
      problems: ['invalid'],
    },
    async ({ actor, query }) => {
      const { items, next } = await workOrders.list(taskListRequest(actor, query));
      return ok({ items: items.map(workOrderSummary), ...(next !== undefined && { next }) });
    },
  );
}

function ofCase(services: WorkOrderServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/complaints/{number}/work-orders',
      allow: READING,
      id: 'listWorkOrdersOfComplaint',
      accounting: { action: 'openComplaint', per: 'hour' },
      tag: PLACE.tag,
      summary: 'The work orders of a complaint, the first first',
      params: numberParams,
      answers: {
        200: { description: 'All of them', body: z.object({ items: z.array(workOrderSummarySchema) }) },
      },
      problems: ['not-found'],
    },
    async ({ actor, params: { number } }) => {
      await findComplaint(services, number, actor);
      return ok({ items: (await services.workOrders.ofCase(number)).map(workOrderSummary) });
    },
  );
}

function one({ workOrders }: WorkOrderServices, desk: Desk): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${desk.root}/{id}`,
      allow: PLACE.reading,
      id: 'readWorkOrder',
      accounting: { action: 'openWorkOrder', per: 'hour' },
      tag: PLACE.tag,
      summary: 'Read a work order',
      params: idParams(ORDER_ID),
      answers: {
        200: {
          description: 'The order',
          body: workOrderSchema,
          example: { ...workOrderExample, clocks: [], admitted: ['return', 'finish'] },
          headers: { ETag: 'Its revision in quotes, for If-Match' },
        },
      },
      problems: ['not-found'],
    },
    async ({ actor, params: { id } }) => {
      const { revision } = await findTask(desk, id, actor);
      const document = await workOrders.find(id);
      return ok(document && workOrderView(document, actor), {
        ETag: `"${document?.revision ?? revision}"`,
      });
    },
  );
}
