import { z } from 'zod';
import type { AccessRecord } from '../../../models/access-record';
import { allBut } from '../../http/access';
import { accountFor } from '../../http/account-for';
import { BODY_PROBLEMS } from '../../http/body-problems';
import { ok } from '../../http/reply';
import { noParts, route, type Route } from '../../http/route';
import { NUMBER } from '../examples';
import { findComplaint, intakeOf, type CaseFinder } from '../find-case';
import { CONTACT_FIELDS } from './mask';

export interface RevealServices extends CaseFinder {
  readonly accessRecord: AccessRecord;
}

const field = z.enum(CONTACT_FIELDS);

const revealBody = z.strictObject({
  reason: z.string().trim().min(5, 'say in a few words what it is needed for').max(500),
  fields: z
    .array(field)
    .min(1)
    .max(CONTACT_FIELDS.length)
    .default([...CONTACT_FIELDS]),
});

const revealedSchema = z
  .object({ number: z.string(), customer: z.partialRecord(field, z.string()) })
  .meta({ id: 'RevealedContacts' });

/** Shows how a customer is reached to somebody who usually doesn't see it, and writes down who, when, and why. */
export function revealRoute(services: RevealServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: '/api/v1/complaints/{number}/reveal',
      allow: allBut('administrator', 'customer', 'integration'),
      id: 'revealContacts',
      tag: 'Complaints',
      summary: 'See how a customer is reached',
      description:
        'Phone, e-mail and account are masked for who does not need them for their work. This shows them, and puts the reason on the access record first.',
      params: z.object({ number: z.string().meta({ example: NUMBER }) }),
      takes: 'json',
      body: revealBody,
      bodyExample: { reason: 'The customer asked me to call back myself.', fields: ['phone'] },
      answers: {
        200: {
          description: 'What was asked for, as far as it is known',
          body: revealedSchema,
          example: { number: NUMBER, customer: { phone: '+86 138 0013 8000' } },
        },
      },
      problems: [...BODY_PROBLEMS, 'personal-number', 'not-found'],
    },
    async ({ actor, params: { number }, body: { reason, fields }, request }) => {
      const { customer } = intakeOf(await findComplaint(services, number, actor));
      await accountFor(services.accessRecord, request, actor, {
        action: 'revealContacts',
        number,
        reason,
        fields,
      });
      const shown = new Map(fields.map((name) => [name, customer[name]]));
      return ok({ number, customer: Object.fromEntries(shown) });
    },
  );
}
