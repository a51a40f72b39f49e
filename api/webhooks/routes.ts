import { z } from 'zod';
import { readPlace, writePlace } from '../notices/place';
import { cursor, limit, pageOf } from '../complaints/paging';
import { only } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { addWebhook, changeSecret, knownWebhook, writeTest, type WebhookServices } from './administration';
import {
  deliverySchema,
  deliveryView,
  madeWebhookSchema,
  newSecretBody,
  newWebhookBody,
  webhookSchema,
  webhookView,
} from './schemas';

export type { WebhookServices } from './administration';

const ROOT = '/api/v1/webhooks';
const tag = 'Webhooks';
const READING = only('administrator', 'auditor');
const ADMINISTERING = only('administrator');
const params = z.object({
  id: z.string().max(100).meta({ example: 'wh_4be0643f-1d98-473b-97cd-ca98a65347dd' }),
});
const deliveryParams = params.extend({ delivery: z.string().max(100) });
const QUEUED = {
  202: {
    description: 'It is sent within seconds; the log of deliveries says what came of it.',
    body: z.object({ delivery: z.string() }),
  },
};

/** Systems and group chats that are told of cases. Everything that is done here is put on the access record. */
export function webhookRoutes(services: WebhookServices): Route[] {
  return [
    list(services),
    add(services),
    deliveriesOf(services),
    replay(services),
    test(services),
    rotate(services),
    end(services),
  ];
}

function list({ webhooks }: WebhookServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listWebhooks',
      tag,
      summary: 'Who is told of cases outside',
      answers: {
        200: { description: 'The newest first', body: z.object({ items: z.array(webhookSchema) }) },
      },
      problems: [],
    },
    async () => ok({ items: (await webhooks.all()).map(webhookView) }),
  );
}

function add(services: WebhookServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: ADMINISTERING,
      id: 'addWebhook',
      tag,
      summary: 'Tell a system or a group chat of cases',
      description:
        'What is sent names the case, its stage, clause, department and due time, and holds nothing of customers. A webhook’s secret is in this answer and never shown again.',
      takes: 'json',
      unguarded: ['url', 'secret'],
      body: newWebhookBody,
      bodyExample: {
        kind: 'dingtalk',
        title: '市场部投诉群',
        url: 'https://oapi.dingtalk.com/robot/send?access_token=…',
        secret: 'SEC…',
        events: ['assigned', 'clock-warned', 'clock-broken'],
        departments: ['marketing'],
      },
      answers: { 201: { description: 'It is told from now on.', body: madeWebhookSchema } },
      problems: BODY_PROBLEMS,
    },
    async ({ actor, body, request }) => {
      const { webhook, secret } = await addWebhook(services, actor.user, body);
      await accountFor(services.accessRecord, request, actor, { action: 'addWebhook', about: webhook._id });
      return { status: 201, body: { ...webhookView(webhook), secret: secret ?? null } };
    },
  );
}

function deliveriesOf(services: WebhookServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}/deliveries`,
      allow: READING,
      id: 'listWebhookDeliveries',
      tag,
      summary: 'What was sent to a webhook, and what came of it',
      description: 'Kept for thirty days.',
      params,
      query: z.strictObject({ limit, cursor }),
      answers: { 200: { description: 'The newest first', body: pageOf(deliverySchema) } },
      problems: ['not-found', 'invalid'],
    },
    async ({ params: { id }, query }) => {
      await knownWebhook(services, id);
      const place = query.cursor === undefined ? undefined : readPlace(query.cursor);
      if (query.cursor !== undefined && !place) {
        throw invalidField('cursor', 'is not one that this list gave: start again without it');
      }
      const after = place && { createdAt: new Date(place.writtenAt), id: place.id };
      const found = await services.deliveries.list(id, { limit: query.limit + 1, ...(after && { after }) });
      const items = found.slice(0, query.limit).map(deliveryView);
      const last = found.length > query.limit ? items.at(-1) : undefined;
      return ok({ items, ...(last && { next: writePlace({ writtenAt: last.createdAt, id: last.id }) }) });
    },
  );
}

function replay(services: WebhookServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/deliveries/{delivery}/replay`,
      allow: ADMINISTERING,
      id: 'replayWebhookDelivery',
      tag,
      summary: 'Send a message again',
      description: 'With the same id, so that a receiver that has it already can drop it.',
      params: deliveryParams,
      answers: QUEUED,
      problems: ['not-found', 'not-admitted'],
    },
    async ({ actor, params: { id, delivery }, request }) => {
      const webhook = await knownWebhook(services, id);
      if (webhook.state === 'disabled') {
        throw new Problem(
          'not-admitted',
          'The webhook is disabled. Send a test first: once it arrives, replay.',
        );
      }
      if (!(await services.deliveries.replay(id, delivery, new Date()))) {
        throw new Problem('not-found', 'There is no such message to this webhook.');
      }
      await accountFor(services.accessRecord, request, actor, { action: 'replayWebhookDelivery', about: id });
      return { status: 202, body: { delivery } };
    },
  );
}

function test(services: WebhookServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/test`,
      allow: ADMINISTERING,
      id: 'testWebhook',
      tag,
      summary: 'Send a message that says nothing',
      description: 'Once it arrives, a webhook that was disabled is active again.',
      params,
      answers: QUEUED,
      problems: ['not-found'],
    },
    async ({ actor, params: { id }, request }) => {
      const delivery = await writeTest(services, await knownWebhook(services, id));
      await accountFor(services.accessRecord, request, actor, { action: 'testWebhook', about: id });
      return { status: 202, body: { delivery } };
    },
  );
}

function rotate(services: WebhookServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/secret`,
      allow: ADMINISTERING,
      id: 'changeWebhookSecret',
      tag,
      summary: 'Change the secret',
      description:
        'A webhook’s new one is in this answer and never shown again; for a day every message is signed with both.',
      params,
      takes: 'json',
      unguarded: ['secret'],
      body: newSecretBody,
      bodyExample: {},
      answers: { 200: { description: 'It is changed.', body: z.object({ secret: z.string().nullable() }) } },
      problems: [...BODY_PROBLEMS, 'not-found'],
    },
    async ({ actor, params: { id }, body, request }) => {
      const secret = await changeSecret(services, await knownWebhook(services, id), body.secret);
      await accountFor(services.accessRecord, request, actor, { action: 'changeWebhookSecret', about: id });
      return ok({ secret: secret ?? null });
    },
  );
}

function end(services: WebhookServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/end`,
      allow: ADMINISTERING,
      id: 'endWebhook',
      tag,
      summary: 'Tell it nothing any more',
      description: 'Its address and secrets are deleted; what waits is not sent.',
      params,
      answers: { 204: { description: 'It has ended.' } },
      problems: ['not-found'],
    },
    async ({ actor, params: { id }, request }) => {
      await knownWebhook(services, id);
      await services.webhooks.end(id);
      await services.deliveries.failWaiting(id);
      await accountFor(services.accessRecord, request, actor, { action: 'endWebhook', about: id });
      return { status: 204 };
    },
  );
}
