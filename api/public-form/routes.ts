import { z } from 'zod';
import { contactWays } from '../../domain/case/contact-ways';
import { findPersonalNumbers } from '../../domain/guard/personal-numbers';
import { CUSTOMER } from '../../domain/people/actor';
import type { UsedChallenges } from '../../models/form-challenges';
import { fileOnce, packOf, type SubmitServices } from '../complaints/submit';
import { carryOutOn } from '../commands/carry-out';
import { recordOf, notYet } from '../complaints/find-case';
import { evidenceOf, keepFromCustomer } from '../customer/files';
import { takenSchema } from '../customer/commands';
import type { CustomerServices } from '../customer/services';
import { ANYBODY } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { addressOf, type RateLimits } from '../http/rate-limits';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { challengeSchema, newChallenge, spendChallenge } from './challenge';
import { checksBody, checksSchema, complaintBody, complaintExample, filingOf } from './form';

export interface PublicFormServices extends CustomerServices, SubmitServices {
  readonly intakes: CustomerServices['intakes'] & SubmitServices['intakes'];
  readonly directory: CustomerServices['directory'] & SubmitServices['directory'];
  readonly usedChallenges: UsedChallenges;
  readonly limits: RateLimits;
}

const ROOT = '/api/v1/public';
const TAG = 'Public form';
const FILES = 'files';
/** So long after filing the files of a complaint may follow. */
const FILES_WITHIN_MS = 3_600_000;
const OF_BODIES = [...BODY_PROBLEMS, 'too-many', 'cross-site'] as const;

const filedSchema = z
  .object({
    number: z.string(),
    link: z
      .enum(['email', 'sms', 'none'])
      .meta({ description: 'Where the link is sent; none: they are called' }),
    filesPass: z.string().meta({ description: 'Lets files follow within an hour: header Files-Pass' }),
  })
  .meta({ id: 'PubliclyFiled' });

/** The form by which anybody complains, without an account. */
export function publicFormRoutes(services: PublicFormServices): Route[] {
  return [challenging(services), checking(services), filing(services), addingFile(services)];
}

function challenging({ customerSecrets, limits }: PublicFormServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/challenge`,
      allow: ANYBODY,
      id: 'readFormChallenge',
      tag: TAG,
      summary: 'A piece of work for the browser: the guard against machines',
      description: 'Proof of work after ALTCHA, version 2. Each is good for one complaint, within two hours.',
      answers: { 200: { description: 'Signed by us', body: challengeSchema } },
      problems: ['too-many'],
    },
    async ({ request, response }) => {
      await limits.countRequest(request, response, `form:${addressOf(request)}`);
      return ok(await newChallenge(customerSecrets.challengeKey, new Date()));
    },
  );
}

function checking(services: PublicFormServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/checks`,
      allow: ANYBODY,
      id: 'checkFormTexts',
      tag: TAG,
      summary: 'Whether a text holds a number that is never kept',
      description: 'Nothing of it is stored.',
      takes: 'json',
      unguarded: 'everything',
      body: checksBody,
      bodyExample: { texts: ['The set restarts itself.'] },
      answers: { 200: { description: 'For each text, where such numbers stand', body: checksSchema } },
      problems: OF_BODIES,
    },
    async ({ body: { texts }, request, response }) => {
      await services.limits.countRequest(request, response, `form:${addressOf(request)}`);
      const { sensitive } = await packOf(services.packs, services.defaultPolicy);
      return ok({ items: texts.map((text) => ({ numbers: findPersonalNumbers(text, sensitive) })) });
    },
  );
}

function filing(services: PublicFormServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/complaints`,
      allow: ANYBODY,
      id: 'fileByForm',
      tag: TAG,
      summary: 'File a complaint without an account',
      description:
        'Filed as the customer’s own: an agent takes it. Needs a solved challenge; the same request may be repeated with its Idempotency-Key.',
      headers: z.object({
        'idempotency-key': z.uuid().meta({ description: 'Of the page’s own making, one for each complaint' }),
      }),
      takes: 'json',
      unguarded: ['guard'],
      body: complaintBody,
      bodyExample: complaintExample,
      answers: { 201: { description: 'It is stored under its number.', body: filedSchema } },
      problems: [...OF_BODIES, 'challenge-failed', 'personal-number', 'used-otherwise'],
    },
    async ({ body, headers: { 'idempotency-key': key }, request, response }) => {
      const { limits, customerSecrets, usedChallenges, accessRecord, sms } = services;
      await limits.countFiling(request, response);
      await spendChallenge(body.guard, {
        key: customerSecrets.challengeKey,
        used: usedChallenges,
        usedFor: key,
      });
      const { intake: filed } = await fileOnce(services, CUSTOMER, filingOf(body), key);
      const { _id: number, intake } = filed;
      await accountFor(accessRecord, request, CUSTOMER, { action: 'fileByForm', number });
      const [link = 'none'] = contactWays(intake.customer, sms !== undefined);
      const until = new Date(Date.now() + FILES_WITHIN_MS);
      return {
        status: 201,
        body: { number, link, filesPass: customerSecrets.passFor(FILES, number, until) },
      };
    },
  );
}

function addingFile(services: PublicFormServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/files`,
      allow: ANYBODY,
      id: 'addFormFile',
      tag: TAG,
      summary: 'Add a file to the complaint that was just filed',
      headers: z.object({ 'files-pass': z.string().min(1).max(500) }),
      takes: 'multipart',
      form: z.object({ file: z.string().meta({ format: 'binary', description: '20 MB at the most' }) }),
      answers: { 200: { description: 'It is on the record.', body: takenSchema } },
      problems: [...OF_BODIES, 'not-found', 'not-yet', 'not-admitted'],
    },
    async ({ headers: { 'files-pass': pass }, request, response }) => {
      await services.limits.countRequest(request, response, `form:${addressOf(request)}`);
      const number = services.customerSecrets.subjectOfPass(FILES, pass, new Date());
      if (number === undefined) {
        throw new Problem('not-found', 'The hour is over. Open the link that we sent to add files.');
      }
      const found = await recordOf(services, number);
      if (found.kind === 'intake') throw notYet();
      const { document } = found;
      const attachment = await keepFromCustomer(services.attachments, document.state, request, response);
      const { command, commandId, payload } = evidenceOf(attachment);
      await carryOutOn(services, document, {
        number,
        command,
        actor: CUSTOMER,
        body: { ...payload, commandId },
        condition: undefined,
        withoutWaiting: false,
      });
      await accountFor(services.accessRecord, request, CUSTOMER, { action: 'addFormFile', number });
      return ok({ taken: 'done' });
    },
  );
}
