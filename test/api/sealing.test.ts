import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { EVENT_PLANS } from '../../models/cases/event-plans';
import { ACTION_PLANS } from '../../models/corrective-actions/plans';
import { WORK_ORDER_PLANS } from '../../models/work-orders/plans';
import { keyDatabase } from '../../models/key-database';
import { ERASED } from '../../models/sealing';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { openStores } from '../../worker/compose';
import type { EventBody } from '../../domain/case/events';
import type { Actor } from '../../domain/people/actor';
import type { DutyReportDocument } from '../../models/duties';
import type { MailNote } from '../../models/mails';
import { archivedCase, archivedIntake } from './support/archived';
import { livesWithCanaries, type CanaryLives } from './support/canaries';
import { placesWith, sealedPlaces } from './support/sealed-places';
import { startSystem, type System } from './support/system';
import { foundGroup } from './support/widespread';

let system: System;
/** What a worker sees of the same database, over keys of its own. */
let worker: Awaited<ReturnType<typeof openStores>>;
let stopWorker: () => Promise<unknown>;
let lives: CanaryLives;
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
  const { config } = system;
  const mongo = await connectMongo(config, createLogger(config, 'test'));
  worker = await openStores(mongo.connection, config.companyZone, config.masterKey);
  const watch = worker.keys.watch();
  stopWorker = () => watch.close().then(() => mongo.close());
  file = await uploaded();
  lives = await livesWithCanaries(system, { word: CANARY, phone: PHONE, email: MAILBOX, attachment: file });
  [number = ''] = lives.numbers;
  await archivedCase(system, BY_ADMINISTRATORS, undefined, archivedIntake, byAdministrators());
  const agent = system.as('agent');
  await agent.get(`complaints?q=${encodeURIComponent(`${CANARY}先生`)}`);
  await agent.get(`complaints?q=${PHONE}`);
  await writtenBesideCases();
}, 120_000);
afterAll(async () => {
  await stopWorker();
  await system.close();
});

/** What the company's rules have moved, and why: no command of a case does that. */
function byAdministrators(): readonly EventBody[] {
  const startedAt = archivedIntake.receivedAt;
  const clock = { id: '4-limit', rule: '4-limit', clause: 'retail/4-limit' };
  const reckoning = { startedAt, limit: { given: startedAt }, pauses: [], percents: [100] };
  const holder = { role: 'lead', department: 'technical' } as const;
  return [
    { type: 'clock-started', payload: { ...clock, holder, reckoning } },
    { type: 'clock-retimed', payload: { id: clock.id, clause: clock.clause, reckoning, reason: CANARY } },
    {
      type: 'policy-moved',
      payload: { from: { id: 'retail', version: 1 }, to: { id: 'retail', version: 1 }, reason: CANARY },
    },
  ];
}

/** What is written where there is no case, or where there are several. */
async function writtenBesideCases(): Promise<void> {
  const agent = system.as('agent');
  const answers = [
    await agent.post('surveys', {
      from: '2026-10-01',
      to: '2026-10-31',
      respondents: 2,
      satisfied: 1,
      source: `${CANARY}问卷`,
      note: `${CANARY}回答`,
    }),
    await agent.post('daily-checks', { channel: 'net', found: 0, note: `${CANARY}帖子` }),
    await agent.post('follow-ups', {
      customer: `${CANARY}广告`,
      at: '2026-11-20T15:00:00+08:00',
      method: 'phone',
      content: `${CANARY}进展`,
      problems: `${CANARY}问题`,
      reason: 'contract',
    }),
    await agent.post('bulk-assignments', {
      numbers: [number],
      department: 'technical',
      reason: `${CANARY}批量`,
    }),
    await system.as(HEAD).post('subjects', { phone: PHONE, reason: `${CANARY}来函查询` }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  await worker.mails.note(mailOf(number));
  await foundGroup(system.mongo, { _id: GROUP, pack: 'media', foundAt: new Date() });
  await system.as('supervisor').post(`widespread-groups/${GROUP}/solution`, { text: `${CANARY}解决办法` });
  const { reports } = system.services.duties;
  await reports.keep(REPORT);
  await reports.answer(REPORT._id, `${CANARY}改进`, REPORTER, new Date());
}

const BY_ADMINISTRATORS = 'C20240301-000776';
const HEAD = 'head-of-customer-service';
const GROUP = 'W20240301-000777';
const REPORTER: Actor = { user: 'head-of-customer-service', roles: ['head-of-customer-service'] };
const REPORT: DutyReportDocument = {
  _id: 'media/review/2026-10-01/2026-11-01',
  pack: 'media',
  version: 1,
  duty: 'review',
  clause: 'media/1',
  title: { zh: '复盘', en: 'Review' },
  what: 'follow-up',
  tell: [],
  period: { from: new Date('2026-10-01'), to: new Date('2026-11-01') },
  dueAt: new Date('2026-11-05'),
  madeAt: new Date('2026-11-01'),
  result: { what: 'follow-up' },
  tasks: [{ kind: 'answer' }],
};

const mailOf = (of: string): MailNote => ({
  _id: `mail of ${of}`,
  at: new Date(),
  outcome: 'filed',
  number: of,
  sender: SENDER,
  shownSender: `${CANARY}***@example.com`,
});
const SENDER = 'keyed-digest-of-the-sender';

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

test('the canary stands wherever something is sealed, so that what follows looks for every text', async () => {
  const { cases, workOrders, correctiveActions } = system.services;
  const numbers = [...lives.numbers, BY_ADMINISTRATORS];
  const events = await Promise.all(numbers.map((one) => cases.eventsOf(one)));
  expect([...placesWith(CANARY, EVENT_PLANS, events.flat())].sort()).toEqual(
    [...sealedPlaces(EVENT_PLANS)].sort(),
  );
  const orders = await Promise.all(lives.workOrders.map((one) => workOrders.eventsOf(one)));
  expect([...placesWith(CANARY, WORK_ORDER_PLANS.events, orders.flat())].sort()).toEqual(
    [...sealedPlaces(WORK_ORDER_PLANS.events)].sort(),
  );
  const corrections = await correctiveActions.eventsOf(lives.correctiveAction);
  expect([...placesWith(CANARY, ACTION_PLANS.events, corrections)].sort()).toEqual(
    [...sealedPlaces(ACTION_PLANS.events)].sort(),
  );
});

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
  expect(found.body['items']).toContainEqual(expect.objectContaining({ number }));
  const response = await download();
  expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
});

test('what was written beside cases is read all the same', async () => {
  const head = system.as(HEAD);
  const lists = ['surveys', 'daily-checks', 'follow-ups', 'incoming-mails', `widespread-groups/${GROUP}`];
  for (const list of lists) {
    const { body } = await head.get(list);
    expect({ list, text: JSON.stringify(body) }).toEqual({
      list,
      text: expect.stringContaining(CANARY) as unknown,
    });
  }
  const { duties } = system.services;
  expect((await duties.reports.find(REPORT._id))?.answer?.text).toContain(CANARY);
});

test('what cases share is erased with the first of them where the others have it too, else with the last', async () => {
  const [first, last] = [
    await archivedInGroup('C20240301-000778'),
    await archivedInGroup('C20240301-000779'),
  ];
  const { bulkAssignments, widespread, mails } = worker;
  const bulk = { department: 'technical', by: REPORTER, at: new Date(), digest: '-', reason: CANARY };
  await bulkAssignments.add({ ...bulk, _id: 'bulk-assign-shared', numbers: [first, last] });
  await mails.note(mailOf(first));
  const solution = async () => (await system.services.widespread.find(GROUP))?.solution?.text;

  await erase(first);
  expect((await system.services.bulkAssignments.find('bulk-assign-shared'))?.reason).toBe(ERASED);
  const { body } = await system.as(HEAD).get('incoming-mails');
  expect(body['items']).toContainEqual(expect.objectContaining({ number: first, sender: ERASED }));
  expect(await mails.filedSince(SENDER, new Date(0))).toBe(1);
  expect(await solution()).toContain(CANARY);
  expect(await widespread.solved([GROUP])).toHaveLength(1);
  await erase(last);
  expect(await solution()).toBe(ERASED);
  // Nobody is told what cannot be read any more.
  while ((await widespread.solved([GROUP])).length > 0) await setTimeout(20);
});

const archivedInGroup = (one: string) =>
  archivedCase(system, one, undefined, archivedIntake, [
    { type: 'mark-widespread', payload: { group: GROUP, reason: '同批次' } },
  ]);

async function erase(erased: string): Promise<void> {
  const { status } = await system
    .as(HEAD)
    .post(`complaints/${erased}/erasure`, { reason: 'The customer asked for it.', confirm: erased });
  expect(status).toBe(200);
}

test('an erased case reads as erased in pages, lists, events and files, and its stored bytes are what they were', async () => {
  const erased = await archivedCase(system, 'C20240301-000777');
  const stored = () =>
    system.mongo.connection.collection('caseEvents').find({ number: erased }, { raw: true }).toArray();
  const before = await stored();
  await erase(erased);
  const { body } = await system.as('auditor').get(`complaints/${erased}`);
  expect(body).toMatchObject({ number: erased, customer: { name: ERASED }, matter: ERASED });
  const { status, body: events } = await system.as('auditor').get(`complaints/${erased}/events`);
  expect(status).toBe(200);
  expect(JSON.stringify(events)).not.toContain('洗衣机');
  expect(await stored()).toEqual(before);
  const list = await system.as('auditor').get(`complaints?q=${erased}`);
  expect(list.body['items']).toMatchObject([{ number: erased, matter: ERASED }]);
  const byPhone = await system.as('auditor').get('complaints?q=13912345678');
  expect(JSON.stringify(byPhone.body)).toContain(number);
  expect(JSON.stringify(byPhone.body)).not.toContain(erased);
  expect(await system.services.cases.rebuild(erased)).toBe(false);
});

test('a case that can be opened again is not erased, and its key stays', async () => {
  const { status } = await system
    .as('head-of-customer-service')
    .post(`complaints/${number}/erasure`, { reason: 'Too early.', confirm: number, id: randomUUID() });
  expect([409, 422]).toContain(status);
  expect((await system.as('agent').get(`complaints/${number}`)).body['matter']).toContain(CANARY);
});
