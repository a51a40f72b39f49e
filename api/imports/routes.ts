import { z } from 'zod';
import { isSupervisor, type Actor } from '../../domain/people/actor';
import type { ImportDocument, ImportStore } from '../../models/imports';
import { LANGUAGES } from '../../models/notices/texts';
import { limit, pageOf } from '../complaints/paging';
import { only } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { CONTENT_TYPES, TABLE_FORMATS, writeTable } from '../tables/table';
import type { ImportFiling } from './filing';
import { receiveImport, type ReceiveServices } from './receive';
import { importView, importViewSchema, rowProblemsSchema, rowProblemsView, type ImportView } from './schemas';
import { templateRows } from './template';

export interface ImportServices extends ReceiveServices {
  readonly imports: ImportStore;
  readonly importFiling: ImportFiling;
}

const ROOT = '/api/v1/imports';
const tag = 'Imports';

/** Those who take complaints in, and those who supervise them. */
const IMPORTING = only('agent', 'specialist', 'supervisor', 'quality-manager', 'head-of-customer-service');

/** How many the list shows: what somebody has lately done. */
const LATEST = 20;

const params = z.object({ id: z.uuid() });

/** Complaints from a file: looked at first, filed when somebody says so. */
export function importRoutes(services: ImportServices): Route[] {
  return [template(), upload(services), list(services), one(services), problems(services), file(services)];
}

function template(): Route {
  const query = z.strictObject({
    format: z.enum(TABLE_FORMATS).default('xlsx'),
    language: z.enum(LANGUAGES).default('zh'),
  });
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/template`,
      allow: IMPORTING,
      id: 'readImportTemplate',
      tag,
      summary: 'A file with the titles of every column and one line as an example',
      query,
      answers: { 200: { description: 'The file', contentType: CONTENT_TYPES.xlsx } },
      problems: ['invalid'],
    },
    ({ query: { format, language } }) =>
      Promise.resolve({
        write: async (response) => {
          response.attachment(`complaints-template.${format}`).type(CONTENT_TYPES[format]);
          await writeTable(format, templateRows(language), response);
        },
      }),
  );
}

function upload(services: ImportServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: IMPORTING,
      id: 'checkImport',
      tag,
      summary: 'Upload a file of complaints and have its rows looked at',
      description:
        'CSV (UTF-8, GBK) or XLSX, 10 MB and 10,000 rows at the most. Nothing is filed: every row is looked at as POST /complaints would, and …/problems lists those that can’t be filed. What is not filed is forgotten after two weeks.',
      takes: 'multipart',
      form: z.object({ file: z.string().meta({ format: 'binary', description: 'The file' }) }),
      answers: {
        201: {
          description: 'It was looked at.',
          body: importViewSchema,
          headers: { Location: 'Where its progress is read' },
        },
      },
      problems: BODY_PROBLEMS,
    },
    async ({ actor, request, response }) => {
      const document = await receiveImport(services, actor, request, response);
      const headers = { Location: `${ROOT}/${document._id}` };
      return { status: 201, headers, body: await viewOf(services, document) };
    },
  );
}

function list(services: ImportServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: IMPORTING,
      id: 'listImports',
      tag,
      summary: 'The latest imports: your own, or everybody’s for those who supervise',
      answers: { 200: { description: 'The newest first', body: pageOf(importViewSchema) } },
      problems: [],
    },
    async ({ actor }) => {
      const found = await services.imports.latest(LATEST, isSupervisor(actor) ? undefined : actor.user);
      return ok({ items: await Promise.all(found.map((document) => viewOf(services, document))) });
    },
  );
}

function one(services: ImportServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}`,
      allow: IMPORTING,
      background: true,
      id: 'readImport',
      tag,
      summary: 'How far an import is',
      params,
      answers: { 200: { description: 'The import', body: importViewSchema } },
      problems: ['not-found', 'invalid'],
    },
    async ({ actor, params: { id } }) => ok(await viewOf(services, await findImport(services, actor, id))),
  );
}

function problems(services: ImportServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/problems`,
      allow: IMPORTING,
      id: 'listImportProblems',
      tag,
      summary: 'The rows that can’t be filed, each with its columns and what would be right',
      params,
      query: z.strictObject({ limit, cursor: z.coerce.number().int().min(0).default(0) }),
      answers: { 200: { description: 'One page', body: pageOf(rowProblemsSchema) } },
      problems: ['not-found', 'invalid'],
    },
    async ({ actor, params: { id }, query }) => {
      await findImport(services, actor, id);
      const found = await services.imports.problemRows(id, query.cursor, query.limit + 1);
      const items = found.slice(0, query.limit).map(rowProblemsView);
      const next = found.length > query.limit ? items.at(-1)?.row : undefined;
      return ok({ items, ...(next !== undefined && { next: String(next) }) });
    },
  );
}

function file(services: ImportServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/file`,
      allow: IMPORTING,
      id: 'fileImport',
      tag,
      summary: 'File the good rows of an import',
      description:
        'One complaint a row, as yours. It goes on by itself, also after the server was stopped; repeating it changes nothing.',
      params,
      answers: { 202: { description: 'It is being filed.', body: importViewSchema } },
      problems: ['not-found', 'not-admitted', 'invalid'],
    },
    async ({ actor, params: { id } }) => {
      const { good } = await findImport(services, actor, id);
      if (good === 0) {
        throw new Problem(
          'not-admitted',
          'No row of this file can be filed. Correct it and upload it again.',
        );
      }
      await services.imports.begin(id, actor, new Date());
      services.importFiling.takeUp(id);
      return { status: 202, body: await viewOf(services, await findImport(services, actor, id)) };
    },
  );
}

/** @throws {Problem} `not-found`, or `not-allowed` if it is somebody else's */
async function findImport({ imports }: ImportServices, actor: Actor, id: string): Promise<ImportDocument> {
  const found = await imports.find(id);
  if (!found)
    throw new Problem('not-found', 'There is no import of this id: it is forgotten after two weeks.');
  if (found.uploadedBy.user !== actor.user && !isSupervisor(actor)) {
    throw new Problem('not-allowed', 'This import is for whoever uploaded it, and for those who supervise.');
  }
  return found;
}

async function viewOf({ imports }: ImportServices, document: ImportDocument): Promise<ImportView> {
  const [progress, filedBefore] = await Promise.all([
    imports.progress(document._id),
    document.state === 'checked' ? imports.filedBefore(document.sha256, document._id) : undefined,
  ]);
  return importView(document, progress, filedBefore);
}
