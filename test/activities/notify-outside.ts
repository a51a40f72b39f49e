import { createSecretKey, randomBytes } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createNotify, createSendDue } from '../../activities/notify';
import type { Mail } from '../../activities/notify';
import { createNoticeStore, type NoticeStore } from '../../models/notices';
import { createDirectory, type Directory } from '../../models/people';
import {
  createDeliveryStore,
  createWebhookStore,
  type DeliveryStore,
  type WebhookDocument,
  type WebhookKind,
  type WebhookStore,
} from '../../models/webhooks';
import { createSecretTexts } from '../../platform/codec';
import { createLogger } from '../../platform/logging';
import { webhookNetworks } from '../../platform/webhook-address';
import { openDatabase, type TestDatabase } from '../models/database';
import { ASSIGNED_AT, NUMBER, POLICY, recordedEvents, seqOf } from './notify-case';
import { openReceiver, type Receiver } from './notify-receiver';

export const CUSTOMER = { name: '张伟', email: 'customer@example.com', phone: '13800138000' };
export const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, yes').toString('base64')}`;
export const ROBOT_SECRET = 'SEC0123456789';
export const START = Date.parse(ASSIGNED_AT);
export const HOUR_MS = 3_600_000;
export const secrets = createSecretTexts(createSecretKey(randomBytes(32)));
const logger = createLogger({ logLevel: 'silent' }, 'test');

export let database: TestDatabase;
export let notices: NoticeStore;
export let directory: Directory;
export let webhooks: WebhookStore;
export let deliveries: DeliveryStore;
export let receiver: Receiver;
export let mails: Mail[];

/** A database and a receiver of its own for the tests of a file. */
export function playHere(): void {
  beforeAll(async () => {
    database = await openDatabase();
    notices = createNoticeStore(database.connection);
    directory = createDirectory(database.connection);
    webhooks = createWebhookStore(database.connection);
    deliveries = createDeliveryStore(database.connection);
    await database.makeIndexes();
    for (const [user, role] of [
      ['lead-marketing', 'lead'],
      ['boss', 'administrator'],
    ] as const) {
      await directory.saveUser({ _id: user, name: user, roles: [role], email: `${user}@example.com` });
    }
    await directory.saveDepartment({
      _id: 'marketing',
      title: { zh: '市场部', en: 'Marketing' },
      lead: 'lead-marketing',
    });
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    for (const name of ['notices', 'noticeSettings', 'webhooks', 'webhookDeliveries']) {
      await database.connection.collection(name).deleteMany({});
    }
    mails = [];
    receiver = await openReceiver();
  });
  afterEach(() => receiver.close());
}

const mailer = {
  send: (mail: Mail) => {
    mails.push(mail);
    return Promise.resolve();
  },
  close: () => undefined,
};

function at(ms: number) {
  return new MockActivityEnvironment(
    { currentAttemptScheduledTimestampMs: ms },
    { logger: new DefaultLogger('ERROR') },
  );
}

/** The lead is told that a case was assigned. */
export async function told(): Promise<void> {
  const events = recordedEvents(CUSTOMER);
  const { notify } = createNotify({
    cases: { eventsOf: () => Promise.resolve(events) },
    policies: { find: () => Promise.resolve(POLICY) },
    directory,
    notices,
    outside: { webhooks, deliveries },
    mailer,
    logger,
    zone: 'Asia/Shanghai',
    linkTo: (number) => `https://redress.example.com/${number}`,
  });
  const tellings = [{ seq: seqOf(events, 'assign'), template: 'assigned', to: ['lead' as const] }];
  await at(START).run(notify, { number: NUMBER, tellings, at: ASSIGNED_AT });
}

/** One sweep, so long after the case was assigned. */
export function sweep(afterMs: number, allowed: readonly string[] = ['loopback']) {
  const due = createSendDue({
    notices,
    directory,
    mailer,
    logger,
    zone: 'Asia/Shanghai',
    linkToNotices: 'https://redress.example.com',
    webhooks,
    deliveries,
    secrets,
    networks: webhookNetworks(allowed),
  });
  return at(START + afterMs).run(() => due.sendDue());
}

export async function added(kind: WebhookKind, changed: Partial<WebhookDocument> = {}): Promise<string> {
  const id = changed._id ?? `wh_${kind}`;
  await webhooks.add({
    _id: id,
    kind,
    title: 'Somewhere',
    sealedUrl: secrets.seal(receiver.url, id),
    host: '127.0.0.1',
    secrets: [{ sealed: secrets.seal(kind === 'webhook' ? SECRET : ROBOT_SECRET, id) }],
    events: [],
    roles: [],
    departments: [],
    language: 'zh',
    createdAt: new Date(START),
    createdBy: 'boss',
    state: 'active',
    recent: [],
    ...changed,
  });
  return id;
}
