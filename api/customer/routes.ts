import type { Request, Response } from 'express';
import { z } from 'zod';
import { CUSTOMER } from '../../domain/people/actor';
import { intakeOf } from '../complaints/find-case';
import { BY_CODE, BY_LINK } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { linkOf, type Caller } from '../http/credentials';
import { ok, type Reply } from '../http/reply';
import { requestIdOf } from '../http/request-id';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { caseByLink, foundByLink } from './case-of-link';
import { sendCode } from './code';
import { customerCommandRoutes, LINK_PROBLEMS } from './commands';
import { customerFileRoutes } from './files';
import { overviewExample, overviewOf, overviewSchema } from './overview';
import { ROOT, TAG } from './place';
import { recordFor, recordSchema } from './record';
import type { CustomerServices } from './services';

/** What the customer of a case can do by its link. Every use is on the access record. */
export function customerRoutes(services: CustomerServices): Route[] {
  return [
    overview(services),
    askingForCode(services),
    enteringCode(services),
    leaving(services),
    reading(services),
    ...customerCommandRoutes(services),
    ...customerFileRoutes(services),
  ];
}

function overview(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/case`,
      allow: BY_LINK,
      id: 'openCustomerLink',
      tag: TAG,
      summary: 'How the case of a link stands',
      description:
        'Nothing of what it is about, or of whose it is: whoever was passed the link sees this too.',
      answers: {
        200: { description: 'Its stage and times', body: overviewSchema, example: overviewExample },
      },
      problems: LINK_PROBLEMS,
    },
    async ({ caller, request }) => {
      const link = linkOf(caller);
      const found = await foundByLink(services, caller);
      await services.customerLinks.noteOpened(link._id, new Date());
      await account(services, request, caller, 'openCustomerLink');
      return ok(await overviewOf(services, caller, found));
    },
  );
}

function askingForCode(services: CustomerServices): Route {
  const sent = z.object({
    way: z.enum(['email', 'sms']),
    expiresInSeconds: z.int(),
    nextInSeconds: z.int().meta({ description: 'After which another can be asked for' }),
  });
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/code`,
      allow: BY_LINK,
      id: 'askCustomerCode',
      tag: TAG,
      summary: 'Have a code sent to the mailbox or phone on record',
      takes: 'json',
      body: z.strictObject({ way: z.enum(['email', 'sms']).exactOptional() }),
      bodyExample: { way: 'email' },
      answers: { 200: { description: 'It is on its way.', body: sent } },
      problems: [...BODY_PROBLEMS, 'too-many', ...LINK_PROBLEMS],
    },
    async ({ caller, body: { way }, request }) => {
      const { customer } = intakeOf(await foundByLink(services, caller));
      // Before it is sent: what nobody could account for is not done.
      await account(services, request, caller, 'askCustomerCode');
      return ok(await sendCode(services, linkOf(caller), customer, way));
    },
  );
}

function enteringCode(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/code/entry`,
      allow: BY_LINK,
      id: 'enterCustomerCode',
      tag: TAG,
      summary: 'Enter the code',
      description: 'The answer sets a cookie that opens the case of this link in this browser for an hour.',
      takes: 'json',
      body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'must be the six digits that were sent') }),
      bodyExample: { code: '000000' },
      answers: {
        200: { description: 'The case is open.', body: overviewSchema, example: overviewExample },
      },
      problems: [...BODY_PROBLEMS, 'wrong-code', ...LINK_PROBLEMS],
    },
    async ({ caller, body: { code }, request, response }) => {
      await checkCode(services, caller, code, request);
      return entered(services, caller, response);
    },
  );
}

/** @throws {Problem} `wrong-code`, after it was put on the access record */
async function checkCode(
  services: CustomerServices,
  caller: Caller,
  code: string,
  request: Request,
): Promise<void> {
  const { customerLinks, customerSecrets, accessRecord } = services;
  const { _id, number } = linkOf(caller);
  const now = new Date();
  const tried = await customerLinks.codes.attempt(_id, customerSecrets.digestOfCode(_id, code), now);
  if (tried === 'right') {
    await account(services, request, caller, 'enterCustomerCode');
    return;
  }
  await accessRecord.add({
    at: now,
    user: CUSTOMER.user,
    action: 'enterCustomerCode',
    number,
    outcome: 'wrong-code',
    requestId: requestIdOf(request),
  });
  throw new Problem('wrong-code', WRONG_CODES[tried], { members: { reason: tried } });
}

const WRONG_CODES = {
  wrong: 'These are not the six digits that we sent. Check them.',
  over: 'This code does not count any more. Ask for a new one.',
  locked: 'Too many wrong codes came for this link. Try again tomorrow, or call customer service.',
} as const;

async function entered(services: CustomerServices, caller: Caller, response: Response): Promise<Reply> {
  const link = linkOf(caller);
  services.customerCookie.set(response, await services.customerLinks.sessions.start(link._id, new Date()));
  const inside: Caller = { ...caller, via: { kind: 'link', link, entered: true } };
  return ok(await overviewOf(services, inside, await foundByLink(services, inside)));
}

function leaving({ customerLinks, customerCookie }: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/leave`,
      allow: BY_LINK,
      id: 'leaveCustomerCase',
      tag: TAG,
      summary: 'Close the case in this browser',
      answers: { 204: { description: 'A code is needed to open it again.' } },
      problems: LINK_PROBLEMS,
    },
    async ({ request, response }) => {
      const token = customerCookie.read(request);
      if (token !== undefined) await customerLinks.sessions.end(token);
      customerCookie.clear(response);
      return { status: 204 };
    },
  );
}

function reading(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/case/record`,
      allow: BY_CODE,
      id: 'readCustomerRecord',
      tag: TAG,
      summary: 'What the customer sent, and what we wrote to them',
      answers: { 200: { description: 'All that is theirs to see', body: recordSchema } },
      problems: ['not-yet', ...LINK_PROBLEMS],
    },
    async ({ caller, request }) => {
      const record = await recordFor(services, await caseByLink(services, caller));
      await account(services, request, caller, 'readCustomerRecord');
      return ok(record);
    },
  );
}

function account(
  { accessRecord }: CustomerServices,
  request: Request,
  caller: Caller,
  action: string,
): Promise<void> {
  return accountFor(accessRecord, request, CUSTOMER, { action, number: linkOf(caller).number });
}
