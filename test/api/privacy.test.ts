import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { begun, filed, unclassified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let number: string;

const CUSTOMER = { ...unclassified.customer, account: 'wx-8812345' };
const MASKED = { name: '王小明', phone: '138****8000', email: 'w***@example.com', account: '****45' };
const FIELDS = ['phone', 'email', 'account'];
const CLEAR = ['138 0013 8000', '13800138000', 'wang@example.com', 'wx-8812345'];

beforeAll(async () => {
  system = await startSystem('privacy');
  await system.startWorker();
  number = await begun(system.as('agent'), { ...unclassified, customer: CUSTOMER });
  const assigned = await system.as('agent').post(`complaints/${number}/assign`, {
    department: 'technical',
    reason: 'It is about the board.',
  });
  if (assigned.status !== 200) throw new Error(JSON.stringify(assigned.body));
  const amended = {
    fields: { customer: { ...CUSTOMER, company: '海天' } },
    reason: 'The company was missing.',
  };
  await system.as('agent').post(`complaints/${number}/amend`, amended);
}, 60_000);
afterAll(() => system.close());

const read = async (user: string) => (await system.as(user).get(`complaints/${number}`)).body;

describe('how a customer is reached', () => {
  test.each(['agent', 'specialist', 'technical-lead'])('is shown to the %s, who needs it', async (user) => {
    const body = await read(user);
    expect(body['customer']).toEqual({ ...CUSTOMER, company: '海天' });
    expect(body).not.toHaveProperty('maskedFields');
  });

  test.each(['auditor', 'executive', 'quality-manager', 'technical-handler'])(
    'is masked for the %s, who is not on the case or only looks at it',
    async (user) => {
      const client = system.as(user);
      const body = await read(user);
      expect(body['customer']).toEqual({ ...MASKED, company: '海天' });
      expect(body['maskedFields']).toEqual(FIELDS);
      const events = (await client.get(`complaints/${number}/events`)).body;
      expect(JSON.stringify(events)).toContain(MASKED.phone);
      const stale = await client.post(
        `complaints/${number}/note`,
        { text: 'x', visibility: 'internal' },
        { 'If-Match': '"1"' },
      );
      const list = (await client.get('complaints')).body;
      for (const text of CLEAR) {
        for (const answer of [body, events, stale.body, list])
          expect(JSON.stringify(answer)).not.toContain(text);
      }
    },
  );

  test('is masked in the histories of Temporal too, as deep as it stands there', async () => {
    const histories = z.object({ items: z.array(z.unknown()).min(1) });
    const answer = await until(
      () => system.as('auditor').get(`complaints/${number}/history`),
      ({ status }) => status === 200,
    );
    const text = JSON.stringify(histories.parse(answer.body));
    const payloads = [...text.matchAll(/"data":"([^"]+)"/g)].map(([, data = '']) =>
      Buffer.from(data, 'base64').toString('utf8'),
    );
    expect(payloads.join()).toContain(MASKED.email);
    for (const clear of CLEAR) expect(payloads.join() + text).not.toContain(clear);
  });

  test('is shown to a system that filed it, and to no other', async () => {
    const integration = system.as('integration');
    const own = await filed(integration);
    expect((await integration.get(`complaints/${own}`)).body['customer']).toEqual(unclassified.customer);
    expect((await integration.get(`complaints/${number}`)).status).toBe(403);
  });

  test('is not found out by searching for its beginning', async () => {
    const count = async (user: string, q: string) => {
      const { body } = await system.as(user).get(`complaints?q=${encodeURIComponent(q)}`);
      return z.object({ items: z.array(z.unknown()) }).parse(body).items.length;
    };
    for (const q of ['1380013', 'wang@exam', 'wang', 'wx-88']) {
      expect({ q, found: await count('auditor', q) }).toEqual({ q, found: 0 });
      expect({ q, found: await count('agent', q) }).toEqual({ q, found: 0 });
    }
    // Who knows all of it learns nothing new, and names are shown to everybody who sees the case.
    for (const q of ['13800138000', 'wang@example.com', '王小', number]) {
      expect({ q, found: (await count('auditor', q)) > 0 }).toEqual({ q, found: true });
    }
  });
});

describe('revealing', () => {
  const reveal = (user: string, body: object) => system.as(user).post(`complaints/${number}/reveal`, body);
  const record = () => system.mongo.connection.collection('accessRecord');

  test('shows what was asked for, and puts who and why on the access record', async () => {
    const answer = await system
      .as('auditor')
      .post(
        `complaints/${number}/reveal`,
        { reason: 'Sample check of call-backs', fields: ['phone'] },
        { 'X-Request-Id': 'reveal-1' },
      );
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: { number, customer: { phone: CUSTOMER.phone } },
    });
    const { items } = await system.services.accessRecord.list({ filter: { number }, limit: 10 });
    expect(items.find(({ requestId }) => requestId === 'reveal-1')).toMatchObject({
      user: 'auditor',
      action: 'revealContacts',
      number,
      reason: 'Sample check of call-backs',
      fields: ['phone'],
      outcome: 'done',
    });
    const { phone, email, account } = CUSTOMER;
    expect((await reveal('executive', { reason: 'I call them myself' })).body['customer']).toEqual({
      phone,
      email,
      account,
    });
    // What was shown once is masked again in the next answer.
    expect((await read('auditor'))['customer']).toMatchObject({ phone: MASKED.phone });
  });

  test('takes a reason, and nobody who may not see the case', async () => {
    const before = await record().countDocuments({ outcome: 'done' });
    for (const body of [{}, { reason: '   ' }, { reason: 'x' }, { reason: 'Check', fields: ['name'] }]) {
      expect((await reveal('auditor', body)).status).toBe(422);
    }
    expect((await reveal('auditor', { reason: 'ID 11010519491231002X' })).status).toBe(422);
    for (const user of ['logistics-lead', 'administrator', 'integration']) {
      expect((await reveal(user, { reason: 'I would like to know' })).status).toBe(403);
    }
    expect(await record().countDocuments({ outcome: 'done' })).toBe(before);
  });
});
