import { z } from 'zod';
import { contactWays } from '../../domain/case/contact-ways';
import { CODE_LIFETIME_MS, type CustomerLinkDocument } from '../../models/customer-links';
import type { CaseDocument } from '../../models/cases';
import { customerLinkTo } from '../../platform/customer-secrets';
import { findCase } from '../complaints/find-case';
import { refuseErased } from '../complaints/refuse-erased';
import { NUMBER } from '../complaints/examples';
import { instant } from '../complaints/fields';
import { only } from '../http/access';
import { accountFor } from '../http/account-for';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { makeCode } from './code';
import { sendLink } from './send-link';
import type { CustomerServices } from './services';

const ROOT = '/api/v1/complaints/{number}';
const TAG = 'Customers';
const AGENTS = only('agent', 'specialist');
const params = z.object({ number: z.string().meta({ example: NUMBER }) });
const reason = z.string().trim().min(2, 'say in a few words why').max(500);

const linkSchema = z
  .object({
    madeAt: instant,
    madeBy: z.string().nullable().meta({ description: 'User id; null: made with the case' }),
    expiresAt: instant,
    isOver: z.boolean(),
    lastOpenedAt: instant.nullable(),
    ways: z
      .array(z.enum(['email', 'sms']))
      .meta({ description: 'How the customer is sent it; none: it has to be read out to them' }),
    url: z
      .string()
      .nullable()
      .meta({ description: 'The link itself, where it can be sent in no way and has to be read out' }),
  })
  .meta({ id: 'CustomerLink' });

/** What agents do for a customer’s link. */
export function customerLinkRoutes(services: CustomerServices): Route[] {
  return [reading(services), renewing(services), readingOutCode(services)];
}

function reading(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/customer-link`,
      allow: AGENTS,
      id: 'readCustomerLink',
      tag: TAG,
      summary: 'The link by which the customer follows the case',
      params,
      answers: { 200: { description: 'It is made if there is none.', body: linkSchema } },
      problems: ['not-found', 'not-yet', 'erased'],
    },
    async ({ actor, params: { number }, request }) => {
      const document = await findCase(services, number, actor);
      await refuseErased(services, document);
      const link =
        (await services.customerLinks.currentOf(number)) ??
        (await services.customerLinks.keep(number, new Date()));
      const view = viewOf(services, document, link);
      // Who can see it could pass it on.
      if (view.url !== null) {
        await accountFor(services.accessRecord, request, actor, { action: 'readCustomerLink', number });
      }
      return ok(view);
    },
  );
}

function renewing(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/customer-link`,
      allow: AGENTS,
      id: 'renewCustomerLink',
      tag: TAG,
      summary: 'Withdraw the customer’s link, and send a new one',
      description:
        'From then on the old one opens nothing, in any browser. Where no mail or text message can be sent, the new one is in the answer.',
      params,
      takes: 'json',
      body: z.strictObject({ reason }),
      bodyExample: { reason: 'The customer has lost the mail.' },
      answers: {
        200: {
          description: 'The new link',
          body: linkSchema.extend({
            sent: z.boolean().meta({ description: 'Whether it could be sent just now' }),
          }),
        },
      },
      problems: [
        'malformed',
        'unsupported-type',
        'invalid',
        'personal-number',
        'not-found',
        'not-yet',
        'erased',
      ],
    },
    async ({ actor, params: { number }, body, request }) => {
      const document = await findCase(services, number, actor);
      await refuseErased(services, document);
      await accountFor(services.accessRecord, request, actor, {
        action: 'renewCustomerLink',
        number,
        reason: body.reason,
      });
      const link = await services.customerLinks.renew(number, actor.user, new Date());
      const sent = await sendLink(services, document, link);
      return ok({ ...viewOf(services, document, link), sent });
    },
  );
}

function readingOutCode(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/customer-code`,
      allow: AGENTS,
      id: 'readOutCustomerCode',
      tag: TAG,
      summary: 'A code to read out to the customer on the phone',
      description:
        'Only where none can be sent. Call the number on record: whoever answers there is who the case is about.',
      params,
      takes: 'json',
      body: z.strictObject({ reason }),
      bodyExample: { reason: 'Called the number on record; the customer has the page open.' },
      answers: {
        200: { description: 'It counts once.', body: z.object({ code: z.string(), expiresAt: instant }) },
      },
      problems: [
        'malformed',
        'unsupported-type',
        'invalid',
        'personal-number',
        'not-found',
        'not-yet',
        'not-admitted',
        'erased',
        'too-many',
      ],
    },
    async ({ actor, params: { number }, body, request }) => {
      const document = await findCase(services, number, actor);
      await refuseErased(services, document);
      if (contactWays(document.state.intake.customer, services.sms !== undefined).length > 0) {
        throw new Problem('not-admitted', 'The customer can be sent a code: they ask for it on their page.');
      }
      const now = new Date();
      const link = await services.customerLinks.keep(number, now);
      await accountFor(services.accessRecord, request, actor, {
        action: 'readOutCustomerCode',
        number,
        reason: body.reason,
      });
      const code = await makeCode(services, link, now);
      return ok({ code, expiresAt: new Date(now.getTime() + CODE_LIFETIME_MS).toISOString() });
    },
  );
}

function viewOf(
  { sms, publicUrl, customerSecrets }: CustomerServices,
  { state }: CaseDocument,
  { _id, madeAt, madeBy, expiresAt, lastOpenedAt }: CustomerLinkDocument,
): z.input<typeof linkSchema> {
  const ways = contactWays(state.intake.customer, sms !== undefined);
  return {
    madeAt: madeAt.toISOString(),
    madeBy: madeBy ?? null,
    expiresAt: expiresAt.toISOString(),
    isOver: expiresAt.getTime() <= Date.now(),
    lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
    ways: [...ways],
    url: ways.length === 0 ? customerLinkTo(publicUrl, customerSecrets.tokenOf(_id)) : null,
  };
}
