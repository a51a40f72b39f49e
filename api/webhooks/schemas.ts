import { z } from 'zod';
import { RECIPIENTS } from '../../domain/policy/policy';
import type { DeliveryDocument, WebhookDocument } from '../../models/webhooks';
import { DISABLED_REASONS, WEBHOOK_KINDS } from '../../models/webhooks';
import { LANGUAGES } from '../../models/notices/texts';
import { instant, line } from '../complaints/fields';

const kind = z.enum(WEBHOOK_KINDS).meta({
  description: '“webhook” after Standard Webhooks, or the robot of a WeCom, DingTalk or Feishu group',
});
const language = z.enum(LANGUAGES);
const names = z.array(line).max(100);

export const newWebhookBody = z.strictObject({
  kind,
  title: line,
  url: z.string().trim().min(1).max(2000),
  secret: z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .meta({ description: 'What DingTalk or Feishu shows for signing; a webhook’s is made here' }),
  events: names.exactOptional().meta({
    description:
      'Names of notices, as in GET /notice-templates; all if absent. `proof-anchored` only where it is named',
  }),
  roles: z
    .array(z.enum(RECIPIENTS))
    .exactOptional()
    .meta({ description: 'Only what one of these is told; whoever is told if absent' }),
  departments: names.exactOptional().meta({ description: 'Only cases in the hands of these; all if absent' }),
  language: language.exactOptional().meta({ description: 'Of a group; Chinese if absent' }),
});

export const newSecretBody = z.strictObject({
  secret: z.string().min(1).max(200).exactOptional().meta({ description: 'Of a robot' }),
});

export const webhookSchema = z
  .object({
    id: z.string(),
    kind,
    title: z.string(),
    host: z.string().meta({ description: 'The whole address is a secret and not shown' }),
    events: z.array(z.string()),
    roles: z.array(z.string()),
    departments: z.array(z.string()),
    language,
    state: z.enum(['active', 'disabled', 'ended']),
    disabledBecause: z.enum(DISABLED_REASONS).nullable(),
    failingSince: instant.nullable(),
    createdAt: instant,
    createdBy: z.string(),
  })
  .meta({ id: 'Webhook' });
export const madeWebhookSchema = webhookSchema
  .extend({
    secret: z.string().nullable().meta({ description: 'Of a webhook, the one time that it can be seen' }),
  })
  .meta({ id: 'NewWebhook' });

export const deliverySchema = z
  .object({
    id: z.string().meta({ description: 'The receiver knows a repeat by it' }),
    type: z.string(),
    number: z.string().nullable(),
    state: z.enum(['waiting', 'delivered', 'failed']),
    createdAt: instant,
    tryAt: instant.nullable().meta({ description: 'When it is tried next' }),
    content: z.string().meta({ description: 'What was or will be sent, as JSON' }),
    attempts: z.array(
      z.object({
        at: instant,
        outcome: z.string().meta({ description: '“ok”, an HTTP status, “errcode …”, or what failed' }),
        tookMs: z.number(),
      }),
    ),
  })
  .meta({ id: 'WebhookDelivery' });

/** A webhook as the API shows it: never its address or its secrets. */
export function webhookView(webhook: WebhookDocument): z.input<typeof webhookSchema> {
  const { _id: id, kind: form, title, host, events, roles, departments, state, createdBy } = webhook;
  return {
    id,
    kind: form,
    title,
    host,
    events: [...events],
    roles: [...roles],
    departments: [...departments],
    language: webhook.language,
    state,
    disabledBecause: webhook.disabledBecause ?? null,
    failingSince: webhook.failingSince?.toISOString() ?? null,
    createdAt: webhook.createdAt.toISOString(),
    createdBy,
  };
}

/** A delivery as the API shows it. */
export function deliveryView(delivery: DeliveryDocument): z.input<typeof deliverySchema> {
  const { _id: id, type, number, state, createdAt, tryAt, content, attempts } = delivery;
  return {
    id,
    type,
    number: number ?? null,
    state,
    createdAt: createdAt.toISOString(),
    tryAt: state === 'waiting' ? tryAt.toISOString() : null,
    content,
    attempts: attempts.map(({ at, outcome, tookMs }) => ({ at: at.toISOString(), outcome, tookMs })),
  };
}
