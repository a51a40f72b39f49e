import { z } from 'zod';
import type { ActionCommand, CorrectiveAction } from '../../domain/corrective-action/corrective-action';
import { ACTION_STAGES } from '../../domain/corrective-action/corrective-action';
import { line } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { only } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import type { TaskServices } from '../tasks/carry-out';
import { findTask, type TaskDesk } from '../tasks/desk';
import {
  idParams,
  taskCommandRoute,
  taskVerdictRoute,
  type TaskCommandText,
  type TaskPlace,
} from '../tasks/routes';
import { stagesOf, taskEventSchema, taskEventView } from '../tasks/views';
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

const listQuery = z.strictObject({
  department: line.exactOptional(),
  stage: stagesOf(ACTION_STAGES),
  case: line.exactOptional().meta({ description: 'The number of a case that it comes from' }),
  limit,
  cursor,
});

type Desk = TaskDesk<CorrectiveAction, ActionCommand>;

/** Issuing, listing and reading corrective actions, and the commands to them. */
export function correctiveActionRoutes(services: ActionServices): Route[] {
  const desk = actionDesk(services);
  return [
    issue(services, desk),
    list(services, desk),
    one(services, desk),
    events(desk),
    ...COMMANDS.map((text) => taskCommandRoute(services, desk, PLACE, text)),
    taskVerdictRoute(services, desk, PLACE, 'readCorrectiveActionVerdict'),
  ];
}

function issue(services: ActionServices, { root }: Desk): Route {
  const headers = z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters without spaces')
      .exactOptional()
      .meta({ description: 'Kept 30 days for its caller: the same request again gets the same answer' }),
  });
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
      headers,
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
      problems: [
        'malformed',
        'too-large',
        'unsupported-type',
        'invalid',
        'personal-number',
        'used-otherwise',
      ],
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
      const { department, stage: stages, case: number, limit: pageSize, cursor: from } = query;
      const { items, next } = await correctiveActions.list({
        actor,
        filter: {
          ...(department !== undefined && { department }),
          ...(stages && { stages }),
          ...(number !== undefined && { number }),
        },
        limit: pageSize,
        ...(from !== undefined && { cursor: from }),
      });
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

function events(desk: Desk): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${desk.root}/{id}/events`,
      allow: PLACE.reading,
      id: 'listCorrectiveActionEvents',
      tag: PLACE.tag,
      summary: 'What has happened in a corrective action, in its order',
      params: idParams(ACTION_ID),
      answers: {
        200: { description: 'All of it', body: z.object({ items: z.array(taskEventSchema) }) },
      },
      problems: ['not-found'],
    },
    async ({ actor, params: { id } }) => {
      await findTask(desk, id, actor);
      return ok({ items: (await desk.eventsOf(id)).map(taskEventView) });
    },
  );
}
