import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AccessRecord } from '../../models/access-record';
import type { CaseStore } from '../../models/cases';
import type { Signer } from '../../models/proofs';
import { ERASED } from '../../models/sealing';
import { SUBJECT_FIELDS, type SubjectRequest, type SubjectRequestStore } from '../../models/subject-requests';
import { instant, line } from '../complaints/fields';
import { writeSignedZip } from '../documents/signed-zip';
import { accountFor } from '../http/account-for';
import { only } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { reasonBody } from '../keeping/schemas';
import { findElsewhere } from './elsewhere';
import { subjectErasureRoutes, type SubjectErasureServices } from './erasure-routes';
import { knownRequest } from './known-request';
import { personFiles, type PersonSources } from './person-files';

export interface SubjectServices extends PersonSources, SubjectErasureServices {
  readonly cases: Pick<CaseStore, 'find' | 'eventsOf' | 'ofCustomer'>;
  readonly subjectRequests: SubjectRequestStore;
  readonly accessRecord: AccessRecord;
  /** The key of the anchors; absent: what is taken out is not signed. */
  readonly signer?: Signer;
}

const ROOT = '/api/v1/subjects';
const tag = 'Retention';

/** It shows everything about somebody at once: the one who answers for customers to the outside. */
const ANSWERING = only('head-of-customer-service');

/** More cases than these are no one customer’s. */
const MOST_CASES = 10_000;

const askBody = reasonBody
  .extend({
    phone: line.exactOptional(),
    email: line.exactOptional(),
    account: line.exactOptional(),
    name: line
      .exactOptional()
      .meta({ description: 'Only cases of this name: several people may share a phone' }),
  })
  .refine(({ phone, email, account }) => (phone ?? email ?? account) !== undefined, {
    path: ['phone'],
    message: 'name a phone, an e-mail address or an account: a name alone may be many people’s',
  });

const requestSchema = z
  .object({
    id: z.string(),
    at: instant,
    by: z.string(),
    reason: z.string(),
    fields: z.array(z.enum(SUBJECT_FIELDS)).meta({ description: 'By what was looked' }),
    cases: z.array(z.string()).meta({ description: 'Their numbers, the oldest first' }),
    followUps: z.int().meta({ description: 'Regular contacts with them that were found' }),
    mails: z.int().meta({ description: 'Mails from this address' }),
    importRows: z.int().meta({ description: 'Rows of imported files that wait to be filed' }),
  })
  .meta({ id: 'SubjectRequest' });

const example = {
  id: '9c0f0a52-4a9b-4f41-8d1c-6a8b3f9e6d0a',
  at: '2026-11-22T02:00:00.000Z',
  by: 'helen',
  reason: 'The customer asked in writing what we keep.',
  fields: ['phone'],
  cases: ['C20261122-000042'],
  followUps: 1,
  mails: 0,
  importRows: 0,
};

/** What is kept about one customer, for whoever asks it of the company. */
export function subjectRoutes(services: SubjectServices): Route[] {
  return [ask(services), read(services), takeOut(services), ...subjectErasureRoutes(services)];
}

function ask(services: SubjectServices): Route {
  const { cases, subjectRequests, accessRecord } = services;
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: ANSWERING,
      id: 'askForSubject',
      tag,
      summary: 'Find everything that is kept about a customer',
      description:
        'Every case with this phone, e-mail address or account, compared as a whole; regular contacts under these or their names, mails from the address, and rows of imported files that wait. By what was looked for is not kept. Erased cases are found by nothing but their number. The answer is taken out at “file”.',
      takes: 'json',
      body: askBody,
      bodyExample: { phone: '+86 138 0013 8000', reason: example.reason },
      answers: {
        201: {
          description: 'What was found',
          body: requestSchema,
          example,
          headers: { Location: 'Where it is read' },
        },
      },
      problems: [...BODY_PROBLEMS, 'personal-number'],
    },
    async ({ actor, body: { reason, ...customer }, request }) => {
      const numbers = await cases.ofCustomer(customer, MOST_CASES);
      const names = await namesIn(services, numbers, customer.name);
      const asked: SubjectRequest = {
        _id: randomUUID(),
        by: actor.user,
        at: new Date(),
        reason,
        fields: SUBJECT_FIELDS.filter((field) => customer[field] !== undefined),
        numbers,
        elsewhere: await findElsewhere(services, { ...customer, names }),
      };
      await subjectRequests.add(asked);
      const { _id: about, fields } = asked;
      await accountFor(accessRecord, request, actor, { action: 'askForSubject', about, reason, fields });
      return { status: 201, headers: { Location: `${ROOT}/${about}` }, body: viewOfRequest(asked) };
    },
  );
}

function read({ subjectRequests }: SubjectServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}`,
      allow: ANSWERING,
      id: 'readSubjectRequest',
      tag,
      summary: 'What was found about a customer',
      params: z.object({ id: z.string().max(100) }),
      answers: { 200: { description: 'As it was found then', body: requestSchema, example } },
      problems: ['not-found'],
    },
    async ({ params: { id } }) => ok(viewOfRequest(await knownRequest(subjectRequests, id))),
  );
}

function takeOut(services: SubjectServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/file`,
      allow: ANSWERING,
      id: 'exportSubject',
      tag,
      summary: 'Everything that is kept about a customer, as a ZIP',
      description:
        'A letter of answer and a page for each case (Chinese and English), the same as JSON, and the files; written while it is read, with a signed manifest at its end. Each stands on the access record of every case in it.',
      params: z.object({ id: z.string().max(100) }),
      answers: { 200: { description: 'The file', contentType: 'application/zip' } },
      problems: ['not-found'],
    },
    async ({ actor, params: { id }, request }) => {
      const asked = await knownRequest(services.subjectRequests, id);
      const { numbers, reason } = asked;
      const doing = { action: 'exportSubject', about: id, reason };
      await accountFor(services.accessRecord, request, actor, doing);
      for (const number of numbers) {
        await accountFor(services.accessRecord, request, actor, { ...doing, number });
      }
      const madeAt = new Date().toISOString();
      const head = { format: 'redress-subject', of: id, madeAt, madeBy: actor.user };
      return {
        write: async (response) => {
          response.attachment(`subject-${id}.zip`).type('application/zip');
          await writeSignedZip(response, head, personFiles(services, asked, madeAt), services.signer);
        },
      };
    },
  );
}

/** The one that was asked for, and those under which the cases were filed. */
async function namesIn(
  { cases }: Pick<SubjectServices, 'cases'>,
  numbers: readonly string[],
  asked: string | undefined,
): Promise<readonly string[]> {
  const names = new Set(asked === undefined ? [] : [asked]);
  for (const number of numbers) {
    const name = (await cases.find(number))?.state.intake.customer.name;
    if (name !== undefined && name !== ERASED) names.add(name);
  }
  return [...names];
}

function viewOfRequest({ _id, at, by, reason, fields, numbers, elsewhere }: SubjectRequest) {
  return {
    id: _id,
    at: at.toISOString(),
    by,
    reason,
    fields: [...fields],
    cases: [...numbers],
    followUps: elsewhere.followUps.length,
    mails: elsewhere.mails.length,
    importRows: elsewhere.importRows.length,
  };
}
