import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { keyDatabase } from '../../models/key-database';
import { ERASED } from '../../models/sealing';
import { archivedCase } from './support/archived';
import { begun, classified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let number: string;
let file: string;

/** In whatever people write and whatever the customer is known by. */
const CANARY = '金丝雀';
const PHONE = '13912345678';
const MAILBOX = 'canary.of.the.test@example.com';
const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  Buffer.from(CANARY.repeat(1_000), 'utf8'),
]);

beforeAll(async () => {
  system = await startSystem('sealing');
  await system.startWorker();
  number = await begun(system.as('agent'), {
    ...classified,
    customer: {
      name: `${CANARY}先生`,
      company: `${CANARY}公司`,
      phone: PHONE,
      email: MAILBOX,
      account: `${CANARY}-1`,
    },
    matter: `${CANARY}开机后自动重启`,
    expectation: `${CANARY}要求换货`,
    channelDetail: `${CANARY}热线`,
    mood: `${CANARY}生气`,
    firstReply: `${CANARY}已致歉`,
    transferredBy: { body: `${CANARY}局`, reference: `${CANARY}号` },
  });
  file = await uploaded();
  const agent = system.as('agent');
  await send('note', { text: `${CANARY}备注`, visibility: 'internal' });
  await send('add-evidence', { title: `${CANARY}铭牌`, kind: 'photo', note: CANARY, attachment: file });
  await send('log-contact', {
    method: 'phone',
    at: new Date().toISOString(),
    content: `${CANARY}通话`,
    reaction: `${CANARY}接受`,
  });
  await send('amend', { fields: { occurredText: `${CANARY}上周` }, reason: `${CANARY}补充` });
  await send('set-level', { level: 'yellow', reason: `${CANARY}升级` }, 'supervisor');
  await send('accept', {}, 'technical-lead');
  await send('order-work', { department: 'logistics', task: `${CANARY}取件` }, 'technical-lead');
  const order = `${number}-W1`;
  await until(
    () => system.as('logistics-lead').get(`work-orders/${order}`),
    ({ status }) => status === 200,
  );
  await system.as('logistics-lead').post(`work-orders/${order}/accept`, {});
  await system.as('logistics-lead').post(`work-orders/${order}/finish`, { result: `${CANARY}已取` });
  await until(
    () => system.as('logistics-lead').get(`work-orders/${order}`),
    ({ body }) => body['stage'] === 'finished',
  );
  await agent.get(`complaints?q=${encodeURIComponent(`${CANARY}先生`)}`);
  await agent.get(`complaints?q=${PHONE}`);
}, 120_000);
afterAll(() => system.close());

async function send(command: string, payload: object, user = 'agent'): Promise<void> {
  const { status, body } = await system.as(user).post(`complaints/${number}/${command}`, payload);
  if (status !== 200) throw new Error(`${command} was answered with ${status}: ${JSON.stringify(body)}`);
}

async function uploaded(): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), `${CANARY}.png`);
  const response = await fetch(`${system.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${system.keyOf('agent')}` },
    body: form,
  });
  const body: unknown = await response.json();
  if (typeof body === 'object' && body !== null && 'id' in body) return String(body.id);
  throw new Error(`The upload was answered with ${response.status}`);
}

const download = () =>
  fetch(`${system.url}/api/v1/attachments/${file}`, {
    headers: { Authorization: `Bearer ${system.keyOf('auditor')}` },
  });

/** The collections in which a text stands readable, byte by byte. */
async function collectionsWith(text: string): Promise<string[]> {
  const { connection } = system.mongo;
  const found: string[] = [];
  for (const database of [connection, keyDatabase(connection)]) {
    for (const { name } of (await database.db?.listCollections().toArray()) ?? []) {
      const documents = await database.collection(name).find({}, { raw: true }).toArray();
      if (documents.some((one: mongo.WithId<mongo.BSON.Document>) => bytesOf(one).includes(text))) {
        found.push(name);
      }
    }
  }
  return found;
}

function bytesOf(raw: unknown): Buffer {
  if (Buffer.isBuffer(raw)) return raw;
  throw new TypeError('MongoDB gave no raw document.');
}

test('nothing that people wrote, and nothing of the customer, stands readable in any collection', async () => {
  expect(await collectionsWith(number)).toContain('caseEvents');
  for (const text of [CANARY, PHONE, MAILBOX]) {
    expect({ text, found: await collectionsWith(text) }).toEqual({ text, found: [] });
  }
});

test('who may see it reads it all the same, and finds it', async () => {
  const { body } = await system.as('agent').get(`complaints/${number}`);
  expect(body).toMatchObject({
    number,
    customer: { name: `${CANARY}先生` },
    matter: `${CANARY}开机后自动重启`,
  });
  const found = await system.as('agent').get(`complaints?q=${PHONE}`);
  expect(found.body['items']).toMatchObject([{ number }]);
  const response = await download();
  expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
});

test('an erased case reads as erased in pages, lists, events and files, and its stored bytes are what they were', async () => {
  const erased = await archivedCase(system, 'C20240301-000777');
  const stored = () =>
    system.mongo.connection.collection('caseEvents').find({ number: erased }, { raw: true }).toArray();
  const before = await stored();
  const path = `complaints/${erased}/erasure`;
  const answer = await system
    .as('head-of-customer-service')
    .post(path, { reason: 'The customer asked for it.', confirm: erased });
  expect(answer.status).toBe(200);
  const { body } = await system.as('auditor').get(`complaints/${erased}`);
  expect(body).toMatchObject({ number: erased, customer: { name: ERASED }, matter: ERASED });
  const { status, body: events } = await system.as('auditor').get(`complaints/${erased}/events`);
  expect(status).toBe(200);
  expect(JSON.stringify(events)).not.toContain('洗衣机');
  expect(await stored()).toEqual(before);
  const list = await system.as('auditor').get(`complaints?q=${erased}`);
  expect(list.body['items']).toMatchObject([{ number: erased, matter: ERASED }]);
  expect((await system.as('auditor').get('complaints?q=13912345678')).body['items']).toMatchObject([
    { number },
  ]);
  expect(await system.services.cases.rebuild(erased)).toBe(false);
});

test('a case that is open is not erased, and its key stays', async () => {
  const { status } = await system
    .as('head-of-customer-service')
    .post(`complaints/${number}/erasure`, { reason: 'Too early.', confirm: number, id: randomUUID() });
  expect([409, 422]).toContain(status);
  expect((await system.as('agent').get(`complaints/${number}`)).body['matter']).toContain(CANARY);
});
