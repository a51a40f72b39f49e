import type { ActionCommand, CorrectiveAction } from '../../domain/corrective-action/corrective-action';
import { ACTION_STAGES } from '../../domain/corrective-action/corrective-action';
import { pageOf } from '../complaints/paging';
import { only } from '../http/access';
import { ONCE_PROBLEMS, onceHeaders } from '../http/idempotency';
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
import { actionDesk, type ActionRecords } from './desk';
import { issueAction, issueSchema, type IssueServices } from './issue';
import { actionPayloads } from './payloads';
import {
  ACTION_ID,
  actionExample,
  actionSchema,
  actionSummary,
  actionSummarySchema,
  actionView,
} from './view';

export type ActionServices = ActionRecords & TaskServices & IssueServices;

const ISSUERS = ['supervisor', 'quality-manager', 'head-of-customer-service', 'executive'] as const;

const PLACE: TaskPlace = {
  tag: 'Corrective actions',
  example: ACTION_ID,
  acting: only('lead', ...ISSUERS),
  reading: only('agent', 'specialist', 'lead', 'handler', 'auditor', ...ISSUERS),
};

const COMMANDS: readonly TaskCommandText[] = [
  {
    name: 'accept',
    operation: 'acceptCorrectiveAction',
    summary: 'Sign for a corrective action, for the department',
    payload: actionPayloads.accept,
    example: {},
  },
  {
    name: 'plan',
    operation: 'planCorrectiveAction',
    summary: 'Plan the measures, or plan them anew',
    payload: actionPayloads.plan,
    example: { measures: ['Test every board for an hour'], due: '2026-11-30T18:00:00+08:00' },
  },
  {
    name: 'report',
    operation: 'reportCorrectiveAction',
    summary: 'Report the measures as carried out',
    payload: actionPayloads.report,
    example: { result: 'The test bench runs; two boards were sorted out' },
  },
  {
    name: 'verify',
    operation: 'verifyCorrectiveAction',
    summary: 'Say whether the measures are effective; if not, they are planned again',
    payload: actionPayloads.verify,
    example: { effective: 'yes', note: 'No failure in two weeks' },
  },
];

const listQuery = taskListQuery(ACTION_STAGES, 'The number of a case that it comes from');

type Desk = TaskDesk<CorrectiveAction, ActionCommand>;

/** Issuing, listing and reading corrective actions, and the commands to them. */
export function correctiveActionRoutes(services: ActionServices): Route[] {
  const desk = actionDesk(services);
  return [
    issue(services, desk),
    list(services, desk),
    one(services, desk),
    taskEventsRoute(desk, PLACE, 'listCorrectiveActionEvents'),
    ...COMMANDS.map((text) => taskCommandRoute(services, desk, PLACE, text)),
    taskVerdictRoute(services, desk, PLACE, 'readCorrectiveActionVerdict'),
  ];
}

function issue(services: ActionServices, { root }: Desk): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: root,
      allow: only(...ISSUERS),
      id: 'issueCorrectiveAction',
      tag: PLACE.tag,
      summary: 'Issue a corrective action (整改通知书) to a department',
      description: 'It needs no case. Once answered with 201, it is safe.',
      headers: onceHeaders,
      takes: 'json',
      body: issueSchema,
      bodyExample: {
        department: 'technical',
        persons: ['technical-handler'],
        due: '2026-11-30T18:00:00+08:00',
        reason: 'Three boards of one batch failed within a week',
      },
      answers: {
        201: {
          description: 'It is stored under its number.',
          body: actionSchema,
          headers: { Location: 'Where it is read', 'Idempotency-Replayed': '`true` if it was issued before' },
        },
      },
      problems: ONCE_PROBLEMS,
    },
    ({ actor, body, headers: { 'idempotency-key': key } }) => issueAction(services, actor, body, key),
  );
}

function list({ correctiveActions }: ActionServices, { root }: Desk): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: root,
      allow: PLACE.reading,
      id: 'listCorrectiveActions',
      tag: PLACE.tag,
      summary: 'List corrective actions, what is due first before others',
      description: 'Leads and handlers see those of their department.',
      query: listQuery,
      answers: { 200: { description: 'One page', body: pageOf(actionSummarySchema) } },
      problems: ['invalid'],
    },
    async ({ actor, query }) => {
      const { items, next } = await correctiveActions.list(taskListRequest(actor, query));
      return ok({
        items: items.map(({ state, dueAt }) => actionSummary(state, dueAt)),
        ...(next !== undefined && { next }),
      });
    },
  );
}

function one({ correctiveActions }: ActionServices, desk: Desk): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${desk.root}/{id}`,
      allow: PLACE.reading,
      id: 'readCorrectiveAction',
      accounting: { action: 'openCorrectiveAction', per: 'hour' },
      tag: PLACE.tag,
      summary: 'Read a corrective action',
      description: 'Right after it was issued, it is answered from what was issued, at revision 0.',
      params: idParams(ACTION_ID),
      answers: {
        200: {
          description: 'The action',
          body: actionSchema,
          example: {
            ...actionExample,
            about: { contentType: null, subtype: null },
            plan: null,
            report: null,
            checks: [],
            repeats: [],
            clocks: [],
            admitted: ['plan', 'report'],
          },
          headers: { ETag: 'Its revision in quotes, for If-Match' },
        },
      },
      problems: ['not-found'],
    },
    async ({ actor, params: { id } }) => {
      const seen = await findTask(desk, id, actor);
      const document = await correctiveActions.find(id);
      const view = actionView(document?.state ?? seen, document?.dueAt, actor);
      return ok(view, { ETag: `"${view.revision}"` });
    },
  );
}
