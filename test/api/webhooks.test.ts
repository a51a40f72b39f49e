import { z } from 'zod';
import type { ApiClient } from './support/client';
import { startSystem, type System } from './support/system';

let system: System;
let administrator: ApiClient;

beforeAll(async () => {
  system = await startSystem('webhooks', { WEBHOOK_NETWORKS: '10.9.0.0/16' });
  administrator = system.as('administrator');
}, 60_000);
afterAll(() => system.close());

const WEBHOOK = { kind: 'webhook', title: 'Ticket system', url: 'https://hooks.example.com/T0KEN' };
const made = z.object({ id: z.string(), secret: z.string().nullable() });

async function added(body: object = WEBHOOK) {
  const answer = await administrator.post('webhooks', body);
  expect(answer.status).toBe(201);
  return made.parse(answer.body);
}

test('a secret and an address are seen once, and are nowhere in the database', async () => {
  const { id, secret } = await added();
  expect(Buffer.from((secret ?? '').replace('whsec_', ''), 'base64')).toHaveLength(32);
  const { body } = await administrator.get('webhooks');
  expect(body['items']).toContainEqual(
    expect.objectContaining({ id, host: 'hooks.example.com', state: 'active' }),
  );
  expect(JSON.stringify(body)).not.toMatch(/T0KEN|whsec_/);
  const stored = await system.mongo.connection.collection('webhooks').find().toArray();
  expect(JSON.stringify(stored)).not.toContain('T0KEN');
  expect(JSON.stringify(stored)).not.toContain(secret ?? 'whsec_');
});

test.each([
  'http://hooks.example.com/',
  'https://10.0.0.5/',
  'https://127.0.0.1/',
  'https://localhost/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.5]/',
  'https://169.254.169.254/latest/meta-data',
  'https://2130706433/',
  'https://user:password@hooks.example.com/',
  'ftp://hooks.example.com/',
  'nonsense',
])('the address %s is refused', async (url) => {
  const { status, body } = await administrator.post('webhooks', { ...WEBHOOK, url });
  expect(status).toBe(422);
  expect(body['errors']).toMatchObject([{ field: 'url' }]);
});

test('a network that the operator has named is allowed', async () => {
  expect((await added({ ...WEBHOOK, url: 'https://10.9.1.1/' })).secret).toMatch(/^whsec_/);
});

test('names of notices and departments are checked; a robot brings its own secret', async () => {
  const wrong = async (more: object) =>
    (await administrator.post('webhooks', { ...WEBHOOK, ...more })).status;
  expect(await wrong({ events: ['assigned', 'none'] })).toBe(422);
  expect(await wrong({ departments: ['none'] })).toBe(422);
  expect(await wrong({ roles: ['none'] })).toBe(422);
  expect(await wrong({ secret: 'mine' })).toBe(422);
  expect(await wrong({ kind: 'wecom', secret: 'mine' })).toBe(422);
  expect((await added({ ...WEBHOOK, kind: 'feishu', secret: 'mine' })).secret).toBeNull();
});

test('a test is queued, listed, and replayed with the same id', async () => {
  const { id } = await added();
  const { status, body } = await administrator.post(`webhooks/${id}/test`);
  expect(status).toBe(202);
  const delivery = String(body['delivery']);
  const log = async () => (await administrator.get(`webhooks/${id}/deliveries`)).body['items'];
  expect(await log()).toMatchObject([{ id: delivery, type: 'webhook.test', state: 'waiting' }]);
  await system.services.deliveries.markFailed(delivery, { at: new Date(), outcome: '500', tookMs: 3 });
  expect(await log()).toMatchObject([{ state: 'failed', tryAt: null, attempts: [{ outcome: '500' }] }]);
  expect((await administrator.post(`webhooks/${id}/deliveries/${delivery}/replay`)).status).toBe(202);
  expect(await log()).toMatchObject([{ id: delivery, state: 'waiting' }]);
  expect((await administrator.post(`webhooks/${id}/deliveries/msg_none/replay`)).status).toBe(404);
  await system.services.webhooks.disable(id, 'failing');
  expect((await administrator.post(`webhooks/${id}/deliveries/${delivery}/replay`)).status).toBe(409);
});

test('the log has pages', async () => {
  const { id } = await added();
  for (let count = 0; count < 3; count += 1) await administrator.post(`webhooks/${id}/test`);
  const first = await administrator.get(`webhooks/${id}/deliveries?limit=2`);
  const second = await administrator.get(
    `webhooks/${id}/deliveries?limit=2&cursor=${String(first.body['next'])}`,
  );
  const ids = z.array(z.object({ id: z.string() })).transform((items) => items.map((one) => one.id));
  const all = [...ids.parse(first.body['items']), ...ids.parse(second.body['items'])];
  expect(new Set(all).size).toBe(3);
  expect(second.body).not.toHaveProperty('next');
});

test('a secret is changed, and the end leaves neither address nor secret', async () => {
  const { id, secret } = await added();
  const changed = await administrator.post(`webhooks/${id}/secret`, {});
  expect(changed.status).toBe(200);
  expect(changed.body['secret']).not.toBe(secret);
  expect((await system.services.webhooks.find(id))?.secrets).toHaveLength(2);
  expect((await administrator.post(`webhooks/${id}/end`)).status).toBe(204);
  expect(await system.services.webhooks.find(id)).toMatchObject({ sealedUrl: '', secrets: [] });
  expect((await administrator.post(`webhooks/${id}/test`)).status).toBe(404);
});

test('administrators alone change them, auditors read them, and the rest sees nothing', async () => {
  expect((await system.as('auditor').get('webhooks')).status).toBe(200);
  expect((await system.as('auditor').post('webhooks', WEBHOOK)).status).toBe(403);
  expect((await system.as('supervisor').get('webhooks')).status).toBe(403);
  const record = await system.mongo.connection.collection('accessRecord').findOne({ action: 'addWebhook' });
  expect(record).toMatchObject({ user: 'administrator', outcome: 'done' });
});
