import { z } from 'zod';
import { FOLLOW_UP_REASONS } from '../../domain/duties/entries';
import type { FollowUpDocument, FollowUpStore } from '../../models/duties';
import { instant, line, text } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { READING, restrictedTo } from '../duties/access';
import { DUTIES, enterRoute, guard, past, type KnownPacks } from '../duties/entry';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';

export interface FollowUpServices extends KnownPacks {
  readonly duties: { readonly followUps: FollowUpStore };
}

const ROOT = '/api/v1/follow-ups';
const reason = z.enum(FOLLOW_UP_REASONS);

const followUpBody = z
  .strictObject({
    customer: line,
    at: instant,
    method: line,
    content: text,
    problems: text.exactOptional().meta({ description: 'What the customer raised; absent: nothing' }),
    reason,
  })
  .meta({ id: 'NewFollowUp' });

const followUpSchema = z
  .object({
    id: z.string(),
    customer: z.string(),
    at: instant,
    method: z.string(),
    content: z.string(),
    problems: z.string().nullable(),
    reason,
    by: z.string(),
    enteredAt: instant,
  })
  .meta({ id: 'FollowUp' });

const bodyExample = {
  customer: '海天广告有限公司',
  at: '2026-11-20T15:00:00+08:00',
  method: 'phone',
  content: 'How the contract is being carried out',
  problems: 'The second placement was a day late',
  reason: 'contract',
};
const example = {
  id: '5b6c1f9e-7a10-4f4e-9b87-6a4b5f2d9c31',
  ...bodyExample,
  at: '2026-11-20T07:00:00.000Z',
  by: 'agent',
  enteredAt: '2026-11-20T07:30:00.000Z',
};

/** Regular contacts with customers on contract and after sales (advertising/6-contract, 7-followup). */
export function followUpRoutes(services: FollowUpServices): Route[] {
  return [enter(services), list(services)];
}

function enter(services: FollowUpServices): Route {
  return enterRoute(
    {
      root: ROOT,
      id: 'enterFollowUp',
      summary: 'Record a regular contact with a customer',
      body: followUpBody,
      bodyExample,
      entered: followUpSchema,
      example,
    },
    async (actor, body, once) => {
      await guard(services, body);
      const at = past('at', body.at);
      return services.duties.followUps.add({ ...body, at, by: actor, enteredAt: new Date() }, once);
    },
    viewOf,
  );
}

function list({ duties }: FollowUpServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listFollowUps',
      tag: DUTIES,
      summary: 'The contacts that were recorded, the newest first',
      description: 'A lead sees those of their own department.',
      query: z.strictObject({ reason: reason.exactOptional(), limit, cursor }),
      answers: { 200: { description: 'One page', body: pageOf(followUpSchema) } },
      problems: ['invalid'],
    },
    async ({ actor, query }) => {
      const department = restrictedTo(actor);
      const page = await duties.followUps.list({ ...query, ...(department !== undefined && { department }) });
      return ok({ ...page, items: page.items.map(viewOf) });
    },
  );
}

function viewOf(contact: FollowUpDocument): z.input<typeof followUpSchema> {
  const { _id, customer, at, method, content, problems, reason: why, by, enteredAt } = contact;
  return {
    id: _id,
    customer,
    at: at.toISOString(),
    method,
    content,
    problems: problems ?? null,
    reason: why,
    by: by.user,
    enteredAt: enteredAt.toISOString(),
  };
}
