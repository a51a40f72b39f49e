import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { text } from '../../models/notices/texts';
import { noticeTemplates } from '../../models/notices/templates';
import { ANCHORED } from '../../models/proofs';
import type { Directory } from '../../models/people';
import type { DeliveryStore, WebhookDocument, WebhookStore } from '../../models/webhooks';
import type { AccessRecord } from '../../models/access-record';
import type { SecretTexts } from '../../platform/codec';
import { hostOf, webhookAddressProblem, type WebhookNetworks } from '../../platform/webhook-address';
import { invalidField, Problem } from '../problems';
import type { newWebhookBody } from './schemas';

export interface WebhookServices {
  readonly webhooks: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly secrets: SecretTexts;
  readonly webhookNetworks: WebhookNetworks;
  readonly directory: Pick<Directory, 'departments'>;
  readonly accessRecord: AccessRecord;
  readonly publicUrl: string;
}

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
const DAY_MS = 86_400_000;

export interface MadeWebhook {
  readonly webhook: WebhookDocument;
  /** Made here, to be shown once. */
  readonly secret?: string;
}

/** @throws {Problem} `invalid` if the address, the secret or a name can't be */
export async function addWebhook(
  services: WebhookServices,
  user: string,
  body: z.output<typeof newWebhookBody>,
): Promise<MadeWebhook> {
  const { webhooks, secrets, webhookNetworks } = services;
  const wrong = webhookAddressProblem(body.url, webhookNetworks);
  if (wrong !== undefined) throw invalidField('url', wrong);
  await checkNames(services, body);
  const id = `wh_${randomUUID()}`;
  const secret = secretOf(body.kind, body.secret);
  const webhook: WebhookDocument = {
    _id: id,
    kind: body.kind,
    title: body.title,
    sealedUrl: secrets.seal(body.url, id),
    host: hostOf(new URL(body.url)),
    secrets: secret === undefined ? [] : [{ sealed: secrets.seal(secret, id) }],
    events: body.events ?? [],
    roles: body.roles ?? [],
    departments: body.departments ?? [],
    language: body.language ?? 'zh',
    createdAt: new Date(),
    createdBy: user,
    state: 'active',
    recent: [],
  };
  await webhooks.add(webhook);
  return { webhook, ...(body.kind === 'webhook' && secret !== undefined && { secret }) };
}

/** A new secret; the former signs too for a day. Returns it if it was made here. */
export async function changeSecret(
  { webhooks, secrets }: WebhookServices,
  { _id: id, kind }: WebhookDocument,
  given: string | undefined,
): Promise<string | undefined> {
  const secret = secretOf(kind, given);
  if (secret === undefined) throw invalidField('secret', 'is needed: the robot’s new secret');
  await webhooks.changeSecret(id, secrets.seal(secret, id), new Date(Date.now() + DAY_MS));
  return kind === 'webhook' ? secret : undefined;
}

/** A message that says nothing but that messages arrive. Returns its id. */
export function writeTest(
  { deliveries, publicUrl }: WebhookServices,
  webhook: WebhookDocument,
): Promise<string> {
  const now = new Date();
  const content =
    webhook.kind === 'webhook'
      ? { type: 'webhook.test', timestamp: now.toISOString(), data: {} }
      : { title: 'Redress', lines: [text(webhook.language, 'group.test')], link: publicUrl };
  return deliveries.writeTest(webhook._id, JSON.stringify(content), now);
}

/** @throws {Problem} `not-found` */
export async function knownWebhook({ webhooks }: WebhookServices, id: string): Promise<WebhookDocument> {
  const webhook = await webhooks.find(id);
  if (webhook && webhook.state !== 'ended') return webhook;
  throw new Problem('not-found', 'There is no webhook of this id, or it has ended.');
}

function secretOf(kind: WebhookDocument['kind'], given: string | undefined): string | undefined {
  if (kind !== 'webhook') {
    if (kind === 'wecom' && given !== undefined) {
      throw invalidField('secret', 'WeCom’s robots have none: their key is part of the address');
    }
    return given;
  }
  if (given !== undefined) throw invalidField('secret', 'is made here, and shown once');
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

async function checkNames(
  { directory }: WebhookServices,
  { events = [], departments = [] }: z.output<typeof newWebhookBody>,
): Promise<void> {
  const templates = [...noticeTemplates().map(({ name }) => name), ANCHORED];
  checkKnown('events', events, templates, 'There is no such notice. GET /notice-templates lists them.');
  const known = (await directory.departments()).map(({ _id }) => _id);
  checkKnown('departments', departments, known, 'There is no such department.');
}

function checkKnown(
  field: string,
  named: readonly string[],
  known: readonly string[],
  message: string,
): void {
  const unknown = named.findIndex((name) => !known.includes(name));
  if (unknown !== -1) throw invalidField(`${field}[${unknown}]`, message);
}
