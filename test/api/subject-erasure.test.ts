import { z } from 'zod';
import type { DutyReportDocument } from '../../models/duties';
import { keyDatabase } from '../../models/key-database';
import { ERASED } from '../../models/sealing';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { openStores } from '../../worker/compose';
import { archivedCase, archivedIntake } from './support/archived';
import { until } from './support/complaints';
import { formerContact } from './support/former-contact';
import { startSystem, type System } from './support/system';
import { sendFile } from './support/tables';

let system: System;
/** A connection of its own, as a worker has. */
let beside: MongoConnection;
let stores: Awaited<ReturnType<typeof openStores>>;

const HEAD = 'head-of-customer-service';
const PHONE = '13700001111';
const EMAIL = 'ouyang.of.the.test@example.com';
const NAME = '欧阳小满';
const OTHER = '诸葛阿亮';
const reason = 'The customer demands deletion.';

const [GONE, HELD, OPEN, OTHERS] = [
  'C20240304-000001',
  'C20240304-000002',
  'C20240304-000003',
  'C20240304-000004',
];
const HELD_MAIL = 'a1'.repeat(32);
const OTHERS_MAIL = 'b2'.repeat(32);
const FILED_MAIL = 'c3'.repeat(32);
const FORMER = 'sealed-by-an-earlier-version';

/** Follow-ups that the agent has entered; the first two are about the customer. */
let contacts: string[];
let file: string;
let id: string;

beforeAll(async () => {
  system = await startSystem('subject-erasure');
  const { config } = system;
  beside = await connectMongo(config, createLogger(config, 'test'));
  stores = await openStores(beside.connection, config.companyZone, config.masterKey);
  const theirs = { name: NAME, phone: PHONE, email: EMAIL };
  const intakeOf = (customer: typeof theirs) => ({ ...archivedIntake, customer });
  for (const number of [GONE, HELD]) await archivedCase(system, number, undefined, intakeOf(theirs));
  const others = { name: OTHER, phone: '13700002222', email: 'other@example.com' };
  await archivedCase(system, OTHERS, undefined, intakeOf(others));
  await registered(OPEN, intakeOf(theirs));
  await system.as(HEAD).post(`complaints/${HELD}/legal-holds`, { reason: 'A court asked for it.' });
  contacts = [
    await contactWith(NAME, 'first-contact'),
    await contactWith(`转接 ${PHONE}`, 'second-contact'),
    await contactWith(OTHER, 'others-contact'),
  ];
  await formerContact(beside.connection, config.masterKey, { _id: FORMER, ...contactBody(NAME) });
  await mailsCame();
  file = await uploaded();
  await system.services.duties.reports.keep(REPORT);
  id = await asked();
}, 60_000);
afterAll(async () => {
  await beside.close();
  await system.close();
});

/** A case whose procedure goes on. */
async function registered(number: string, intake: typeof archivedIntake): Promise<void> {
  const payload = { number, policy: { id: 'retail', version: 1 }, intake, owner: 'agent' };
  const actor = { user: 'agent', roles: ['agent'] } as const;
  await system.services.cases.recordTransition(number, [
    { type: 'registered', payload, seq: 1, at: archivedIntake.receivedAt, actor, round: 1 },
  ]);
}

const contactBody = (customer: string) => ({
  customer,
  at: '2026-11-20T15:00:00+08:00',
  method: 'phone',
  content: `${customer}：续约`,
  problems: `${customer}：迟到一天`,
  reason: 'contract',
});
async function contactWith(customer: string, once: string): Promise<string> {
  const { body } = await system
    .as('agent')
    .post('follow-ups', contactBody(customer), { 'Idempotency-Key': once });
  return String(body['id']);
}

async function mailsCame(): Promise<void> {
  const from = (address: string, _id: string) => ({
    _id,
    at: new Date('2026-11-20T07:00:00.000Z'),
    sender: system.services.senderDigest(address),
    shownSender: `${address.slice(0, 1)}***@example.com`,
  });
  await stores.mails.note({ ...from(EMAIL, HELD_MAIL), outcome: 'held', reason: 'too-many' });
  await stores.mails.note({ ...from('other@example.com', OTHERS_MAIL), outcome: 'held' });
  await stores.mails.note({ ...from(EMAIL, FILED_MAIL), outcome: 'filed', number: OPEN });
}

async function uploaded(): Promise<string> {
  const row = (name: string, phone: string) => `投诉,${name},${phone},冰箱不制冷，漏水,产品,质量,重大`;
  const titles = '类型,客户姓名*,联系电话,投诉内容,投诉类别,细类,紧急程度';
  const table = [titles, row(NAME, PHONE), row(OTHER, '13700002222')].join('\r\n');
  return String((await sendFile(system, 'agent', 'imports', table)).body['id']);
}

const REPORT: DutyReportDocument = {
  _id: 'media/contacts/2026-11-01/2026-12-01',
  pack: 'media',
  version: 1,
  duty: 'contacts',
  clause: 'media/1',
  title: { zh: '回访', en: 'Contacts' },
  what: 'follow-up',
  tell: [],
  period: { from: new Date('2026-11-01'), to: new Date('2026-12-01') },
  dueAt: new Date('2026-12-05'),
  madeAt: new Date('2026-11-01'),
  result: { what: 'follow-up' },
  tasks: [{ kind: 'follow-up', reason: 'contract' }],
};

const collection = (name: string) => system.mongo.connection.collection<{ _id: string }>(name);
const ask = () => system.as(HEAD).post('subjects', { phone: PHONE, email: EMAIL, reason });
const asked = async () => String((await ask()).body['id']);
const erasing = (confirm = id.slice(0, 8), user = HEAD) =>
  system.as(user).post(`subjects/${id}/erasure`, { reason, confirm });
const standing = async () => (await system.as(HEAD).get(`subjects/${id}/erasure`)).body;
const outcomes = (outcome: string) => [
  ...[contacts[0], contacts[1], FORMER].map((one) => ['follow-up', one, outcome]),
  ['mail', HELD_MAIL, outcome],
  ['mail', FILED_MAIL, 'of-case'],
  ['import-row', `${file}/2`, outcome],
];
const keyOf = (owner: string) =>
  keyDatabase(system.mongo.connection)
    .collection<{ _id: string; wrappedKey?: string }>('caseKeys')
    .findOne({ _id: owner });

const entriesOf = (body: Record<string, unknown>) =>
  listIn(body, 'entries')
    .map((entry) => [entry['kind'], entry['id'], entry['outcome']])
    .sort(byKind);
const byKind = (one: unknown[], other: unknown[]) => one.join().localeCompare(other.join());

const listIn = (body: Record<string, unknown>, field: string) => records.parse(body[field]);
const records = z.array(z.record(z.string(), z.unknown()));

/** The lists that show what is no case, as people read them. */
async function listed(): Promise<string> {
  const lists = ['follow-ups?limit=200', 'incoming-mails?limit=200'];
  const answers = await Promise.all(lists.map((list) => system.as(HEAD).get(list)));
  return JSON.stringify(answers.map(({ body }) => body));
}

test('before it, it is said what would go, what would stay, and why; nothing is done without the id once more', async () => {
  const before = await standing();
  expect(before).toMatchObject({
    id,
    cases: [
      { number: GONE, outcome: 'erasable' },
      { number: HELD, outcome: 'held', holds: [{ reason: 'A court asked for it.' }] },
      { number: OPEN, outcome: 'not-archived', stage: 'registered' },
    ],
  });
  expect(entriesOf(before)).toEqual(outcomes('erasable').sort(byKind));
  expect(await erasing('00000000')).toMatchObject({ status: 422, body: { errors: [{ field: 'confirm' }] } });
  expect((await erasing(undefined, 'quality-manager')).status).toBe(403);
  expect((await system.as(HEAD).post('subjects/nobody/erasure', { reason, confirm: 'nobody' })).status).toBe(
    404,
  );
  expect(await standing()).toEqual(before);
  expect(await listed()).toContain(`${NAME}：续约`);
});

describe('once all is erased', () => {
  let before: Readonly<
    Record<'followUps' | 'incomingMails' | 'importRows', readonly { readonly _id: string }[]>
  >;
  let answer: Awaited<ReturnType<typeof erasing>>;

  beforeAll(async () => {
    before = {
      followUps: await collection('followUps').find().toArray(),
      incomingMails: await collection('incomingMails').find().toArray(),
      importRows: await collection('importRows').find().toArray(),
    };
    answer = await erasing();
  });

  /** Puts back what the data had of it before, but for what has no key of its own. */
  async function restored(...names: readonly (keyof typeof before)[]): Promise<void> {
    for (const name of names) {
      for (const document of before[name].filter(({ _id }) => _id !== FORMER)) {
        await collection(name).replaceOne({ _id: document._id }, document);
      }
    }
  }

  test('every case and entry is answered for, and what could not be erased is untouched', async () => {
    expect(answer).toMatchObject({
      status: 200,
      body: {
        cases: [
          { number: GONE, outcome: 'erased' },
          { number: HELD, outcome: 'held', holds: [{ by: HEAD }] },
          { number: OPEN, outcome: 'not-archived' },
        ],
      },
    });
    expect(entriesOf(answer.body)).toEqual(outcomes('erased').sort(byKind));
    const customer = async (number: string) =>
      (await system.as('agent').get(`complaints/${number}`)).body['customer'];
    expect(await customer(GONE)).toMatchObject({ name: ERASED });
    expect(await customer(HELD)).toMatchObject({ name: NAME });
    expect(await customer(OPEN)).toMatchObject({ name: NAME });
    expect(await customer(OTHERS)).toMatchObject({ name: OTHER });
  });

  test('their words are in no list any more, others’ are, and the contacts still count', async () => {
    const text = await listed();
    expect(text).not.toContain(NAME);
    expect(text).not.toContain(PHONE);
    expect(text).toContain(`${OTHER}：续约`);
    const { body } = await system.as(HEAD).get('follow-ups?reason=contract');
    expect(listIn(body, 'items')).toHaveLength(4);
    expect(listIn(body, 'items')).toContainEqual(
      expect.objectContaining({
        id: contacts[0],
        customer: ERASED,
        content: ERASED,
        problems: ERASED,
        by: 'agent',
      }),
    );
    const report = await system.as(HEAD).get(`duty-reports/${encodeURIComponent(REPORT._id)}`);
    expect(report.body).toMatchObject({ state: 'done' });
    const mails = await system.as(HEAD).get('incoming-mails');
    expect(listIn(mails.body, 'items')).toContainEqual(
      expect.objectContaining({ outcome: 'erased', sender: ERASED }),
    );
    expect(listIn(mails.body, 'items')).toContainEqual(
      expect.objectContaining({ outcome: 'held', sender: 'o***@example.com' }),
    );
  });

  test('a backup of the data gives nothing of it back', async () => {
    await restored('followUps', 'incomingMails', 'importRows');
    const text = await listed();
    expect(text).not.toContain(NAME);
    expect(text).not.toContain(PHONE);
    expect(text).not.toContain('"o***@example.com","outcome":"erased"');
    expect(text).toContain(`${OTHER}：续约`);
    // What came back from the backup is marked again, so that what follows finds it as it was.
    expect(entriesOf((await erasing()).body)).toEqual(
      outcomes('erased')
        .map(([kind, one, outcome]) => [kind, one, one === FORMER ? 'erased-before' : outcome])
        .sort(byKind),
    );
  });

  test('the customer is found by nothing but what had to stay', async () => {
    expect((await ask()).body).toMatchObject({ cases: [HELD, OPEN], followUps: 0, mails: 1, importRows: 0 });
  });

  test('it is on the access record, of the request and of the case', async () => {
    const entries = await system.services.accessRecord.list({ filter: {}, limit: 200 });
    expect(entries.items).toContainEqual(
      expect.objectContaining({ action: 'eraseSubject', about: id, reason, user: HEAD }),
    );
    const ofCases = entries.items.filter(({ action }) => action === 'eraseComplaint');
    expect(ofCases).toEqual([expect.objectContaining({ number: GONE, about: id, reason })]);
  });

  test('the row is not filed with its file, which says so; the others’ is', async () => {
    await restored('importRows');
    await system.as('agent').post(`imports/${file}/file`);
    const { body } = await until(
      () => system.as('agent').get(`imports/${file}`),
      (seen) => seen.body['state'] === 'filed',
    );
    expect(body).toMatchObject({ good: 2, filed: 1, failed: 0, erased: 1 });
  });

  test('entering the same contact once more under its key brings nothing back', async () => {
    const again = await system
      .as('agent')
      .post('follow-ups', contactBody(`转接 ${PHONE}`), { 'Idempotency-Key': 'second-contact' });
    expect(again).toMatchObject({ status: 201, body: { id: contacts[1], customer: ERASED } });
  });

  test('repeating it changes nothing twice, finishes what was cut off, and erases what is held no more', async () => {
    const cutOff = await contactWith(NAME, 'cut-off');
    id = await asked();
    await stores.duties.followUps.takeOut(cutOff, new Date());
    expect((await keyOf(`follow-up:${cutOff}`))?.wrappedKey).toBeDefined();
    const { body } = await system.as(HEAD).get(`complaints/${HELD}/keeping`);
    const [hold] = listIn(body, 'holds');
    await system
      .as(HEAD)
      .post(`complaints/${HELD}/legal-holds/${String(hold?.['id'])}/lift`, { reason: 'It is settled.' });
    const repeated = await erasing();
    expect(repeated.body).toMatchObject({
      cases: [
        { number: HELD, outcome: 'erased' },
        { number: OPEN, outcome: 'not-archived' },
      ],
      entries: [
        { kind: 'follow-up', id: cutOff, outcome: 'erased-before' },
        { kind: 'mail', id: FILED_MAIL, outcome: 'of-case', number: OPEN },
      ],
    });
    expect((await keyOf(`follow-up:${cutOff}`))?.wrappedKey).toBeUndefined();
    expect((await erasing()).body).toMatchObject({ cases: [{ outcome: 'erased-before' }, {}] });
  });
});
