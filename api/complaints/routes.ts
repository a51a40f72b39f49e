import { z } from 'zod';
import { admittedCommands } from '../../domain/case/admission';
import type { Actor } from '../../domain/people/actor';
import type { CaseDocument, CaseStore } from '../../models/cases';
import type { IntakeStore } from '../../models/intakes';
import type { Directory } from '../../models/people';
import type { PolicyStore } from '../../models/policies';
import { ONCE_PROBLEMS, onceHeaders } from '../http/idempotency';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { EXAMINING, FILING, READING } from './access';
import { asOf, asOfQuery, complaintThen, type TimeMachine } from './as-of';
import { admittedSchema, caseSchema } from './case-schema';
import { withMaskedHistory } from './contacts/history';
import { needsContacts } from './contacts/need';
import { revealRoute, type RevealServices } from './contacts/reveal';
import { clocksSchema, clockView } from './clock-view';
import { differencesRoute } from './differences-route';
import { eventSchema } from './event-view';
import { filingExample, NUMBER, summaryExample } from './examples';
import { findComplaint, involvedIn } from './find-case';
import { listedSchema, listedView } from './found-view';
import { historySchema, type HistoryReader } from './history';
import { filterOf, listQuery } from './list-query';
import { explanationRoute, type ExplanationServices } from './explanation-route';
import { lifeRoute, type LifeServices } from './life/route';
import { limit, pageOf } from './paging';
import { pinnedPolicy } from './pinned-policy';
import { previewRoute, type PreviewServices } from './preview-route';
import { filingSchema, submit, type SubmitServices } from './submit';
import { eventViewFor, viewFor } from './view-for';

export interface ComplaintServices
  extends
    SubmitServices,
    Pick<RevealServices, 'accessRecord'>,
    ExplanationServices,
    PreviewServices,
    TimeMachine,
    LifeServices {
  readonly cases: Pick<
    CaseStore,
    'find' | 'findAt' | 'revisionAt' | 'recordedTimes' | 'list' | 'eventsOf' | 'similar'
  >;
  readonly intakes: IntakeStore;
  readonly directory: Pick<Directory, 'departments' | 'personFor'>;
  readonly policies: Pick<PolicyStore, 'find'>;
  readonly histories: HistoryReader;
}

const ROOT = '/api/v1/complaints';
const tag = 'Complaints';

export const numberParams = z.object({ number: z.string().meta({ example: NUMBER }) });

const eventsQuery = z.strictObject({ limit, cursor: z.coerce.number().int().min(0).default(0), asOf });

/** Filing, finding, and reading complaints. */
export function complaintRoutes(services: ComplaintServices): Route[] {
  return [
    filing(services),
    previewRoute(services),
    list(services),
    one(services),
    events(services),
    clocks(services),
    differencesRoute(services),
    explanationRoute(services),
    history(services),
    lifeRoute(services),
    admitted(services),
    revealRoute(services),
  ];
}

function filing(services: ComplaintServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: FILING,
      id: 'fileComplaint',
      tag,
      summary: 'File a complaint',
      description:
        'Once answered with 201, the complaint is safe. Its procedure starts at once, or within seconds if the engine is away.',
      headers: onceHeaders,
      takes: 'json',
      body: filingSchema,
      bodyExample: filingExample,
      answers: {
        201: {
          description: 'It is stored under its number.',
          body: caseSchema,
          example: { ...summaryExample, stage: 'registered', revision: 0, department: null, dueAt: null },
          headers: { Location: 'Where it is read', 'Idempotency-Replayed': '`true` if it was filed before' },
        },
      },
      problems: ONCE_PROBLEMS,
    },
    ({ actor, body, headers: { 'idempotency-key': key } }) => submit(services, actor, body, key),
  );
}

function list({ cases }: ComplaintServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listComplaints',
      accounting: { action: 'searchComplaints', per: 'hour', searchesOnly: true },
      tag,
      summary: 'List and search complaints',
      description:
        'Each caller sees the complaints that are theirs to see, and finds by their texts no others. “found” says where what was searched for stands.',
      query: listQuery,
      answers: { 200: { description: 'One page', body: pageOf(listedSchema) } },
      problems: ['invalid'],
    },
    async ({ actor, query }) => {
      const { sort, limit: pageSize, cursor: from } = query;
      const page = await cases.list({
        actor,
        filter: filterOf(query, new Date()),
        sort,
        limit: pageSize,
        ...(from !== undefined && { cursor: from }),
      });
      return ok({ ...page, items: page.items.map(listedView) });
    },
  );
}

function one(services: ComplaintServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{number}`,
      allow: READING,
      id: 'readComplaint',
      accounting: { action: 'openComplaint', per: 'hour' },
      tag,
      summary: 'Read a complaint',
      description:
        'Right after it was filed, it is answered from what was filed, at revision 0. With “asOf”, it is answered as it was then; a moment before it was entered is 404.',
      params: numberParams,
      query: asOfQuery,
      answers: {
        200: {
          description: 'The complaint',
          body: caseSchema,
          example: summaryExample,
          headers: { ETag: 'Its revision in quotes, for If-Match' },
        },
      },
      problems: ['not-found', 'invalid'],
    },
    async ({ actor, params: { number }, query: { asOf: moment } }) => {
      const { then, now } = await complaintThen(services, number, actor, moment);
      const view = viewFor(actor, then, involvedIn(now));
      return ok(view, { ETag: `"${view.revision}"` });
    },
  );
}

function events(services: ComplaintServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{number}/events`,
      allow: READING,
      id: 'listEvents',
      accounting: { action: 'openComplaint', per: 'hour' },
      tag,
      summary: 'What has happened in a complaint, in its order',
      params: numberParams,
      query: eventsQuery,
      answers: { 200: { description: 'One page', body: pageOf(eventSchema) } },
      problems: ['not-found', 'invalid'],
    },
    async ({ actor, params: { number }, query }) => {
      const { then, now } = await complaintThen(services, number, actor, query.asOf);
      const complaint = involvedIn(now);
      const last = then.kind === 'case' ? then.document.revision : 0;
      const read = await services.cases.eventsOf(number, query.cursor, query.limit + 1);
      // What has been recorded since the case was read belongs to the next question.
      const found = query.asOf === undefined ? read : read.filter(({ seq }) => seq <= last);
      const items = found.slice(0, query.limit).map((event) => eventViewFor(actor, complaint, event));
      const next = found.length > query.limit ? items.at(-1)?.seq : undefined;
      return ok({ items, ...(next !== undefined && { next: String(next) }) });
    },
  );
}

function clocks(services: ComplaintServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{number}/clocks`,
      allow: READING,
      id: 'listClocks',
      accounting: { action: 'openComplaint', per: 'hour' },
      tag,
      summary: 'The time limits of a complaint, running and ended',
      params: numberParams,
      query: asOfQuery,
      answers: { 200: { description: 'In the order in which they started', body: clocksSchema } },
      problems: ['not-found', 'invalid'],
    },
    async ({ actor, params: { number }, query: { asOf: moment } }) => {
      const { then: found } = await complaintThen(services, number, actor, moment);
      if (found.kind === 'intake') return ok({ items: [] });
      const policy = await pinnedPolicy(services, found.document);
      return ok({ items: found.document.state.clocks.map((clock) => clockView(clock, policy)) });
    },
  );
}

function history(services: ComplaintServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{number}/history`,
      allow: EXAMINING,
      id: 'readHistory',
      accounting: { action: 'readHistory', per: 'time' },
      tag,
      summary: 'The histories that Temporal kept of a complaint, decrypted',
      description:
        'Each run of its workflow, the first first: archived ones with the hash of what was archived, the running one as it is now. In the form that Temporal’s own tools read.',
      params: numberParams,
      answers: { 200: { description: 'Every run', body: historySchema } },
      problems: ['not-found', 'unavailable'],
    },
    async ({ actor, params: { number } }) => {
      const complaint = involvedIn(await findComplaint(services, number, actor));
      const runs = await services.histories.runsOf(number);
      return ok({ items: needsContacts(actor, complaint) ? runs : runs.map(withMaskedHistory) });
    },
  );
}

function admitted(services: ComplaintServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{number}/admitted`,
      allow: READING,
      id: 'listAdmittedCommands',
      tag,
      summary: 'The commands that you may send to a complaint now',
      params: numberParams,
      answers: {
        200: {
          description: 'By the same rules that the case itself applies',
          body: admittedSchema,
          example: { items: [{ name: 'accept' }, { name: 'return' }] },
        },
      },
      problems: ['not-found'],
    },
    async ({ actor, params: { number } }) => {
      const found = await findComplaint(services, number, actor);
      if (found.kind === 'intake') return ok({ items: [] });
      return ok({ items: await admittedTo(services, found.document, actor) });
    },
  );
}

async function admittedTo(
  services: ComplaintServices,
  document: CaseDocument,
  actor: Actor,
): Promise<{ name: string }[]> {
  const policy = await pinnedPolicy(services, document);
  return admittedCommands(policy, document.state, actor, Date.now()).map((name) => ({ name }));
}
