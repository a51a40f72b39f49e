import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { keyDatabase } from '../../models/key-database';
import { dryRunRetention } from '../../scripts/records/retention';
import { archivedCase } from './support/archived';
import { begun, until } from './support/complaints';
import { startSystem, type System } from './support/system';

const planSchema = z.object({
  id: z.string(),
  cases: z.number(),
  erased: z.number(),
  left: z.number(),
  finishedAt: z.string().nullable(),
});
const plansSchema = z.object({ items: z.array(planSchema) });

let system: System;
let count = 0;

beforeAll(async () => {
  system = await startSystem('retention');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const HEAD = 'head-of-customer-service';
const LONG_AGO = '2025-03-01T02:00:00.000Z';
const FAR_AHEAD = '2999-03-01T02:00:00.000Z';
const CONFIRMED = 'The customer asked for it.';

const archived = (keepUntil?: string) =>
  archivedCase(system, `C20240301-${String((count += 1)).padStart(6, '0')}`, keepUntil);
const hold = (number: string, user = 'quality-manager') =>
  system.as(user).post(`complaints/${number}/legal-holds`, { reason: 'A court asked for the record.' });
const lift = (number: string, id: unknown) =>
  system.as(HEAD).post(`complaints/${number}/legal-holds/${String(id)}/lift`, { reason: 'It is settled.' });
const erase = (number: string, confirm = number) =>
  system.as(HEAD).post(`complaints/${number}/erasure`, { reason: CONFIRMED, confirm });
const keeping = async (number: string) =>
  (await system.as('auditor').get(`complaints/${number}/keeping`)).body;
const entries = (number: string) =>
  system.mongo.connection.collection('accessRecord').find({ number }).sort({ at: 1, _id: 1 }).toArray();
const keyOf = (number: string) =>
  keyDatabase(system.mongo.connection)
    .collection<{ _id: string; wrappedKey?: string; destroyedAt?: Date }>('caseKeys')
    .findOne({ _id: number });

/** Runs the nightly workflow to its end. */
const night = (noticeMs = 0) =>
  system.temporal.client.workflow.execute('retention', {
    workflowId: `retention-${randomUUID()}`,
    taskQueue: system.config.temporal.taskQueue,
    args: [{ noticeMs }],
  });
/** The plan of today is made once: each test begins without. */
const forgetPlans = async () => {
  for (const name of ['retentionPlans', 'retentionPlanCases']) {
    await system.mongo.connection.collection(name).deleteMany({});
  }
};

describe('a legal hold', () => {
  test('stops an erasure until the last of them is lifted; who, when and why stay', async () => {
    const number = await archived();
    const [first, second] = [await hold(number), await hold(number, HEAD)];
    expect(first).toMatchObject({ status: 201, body: { by: 'quality-manager', lifted: null } });
    const refused = await erase(number);
    expect(refused).toMatchObject({
      status: 409,
      body: { type: '/problems/held', holds: [{ by: 'quality-manager' }, { by: HEAD }] },
    });
    expect(refused.body['detail']).toContain('A court asked for the record.');
    expect((await lift(number, first.body['id'])).status).toBe(204);
    expect((await lift(number, first.body['id'])).status).toBe(404);
    expect((await erase(number)).status).toBe(409);
    expect((await lift(number, second.body['id'])).status).toBe(204);
    expect((await erase(number)).status).toBe(200);
    expect(await keeping(number)).toMatchObject({
      number,
      keptUntil: null,
      holds: [
        { by: 'quality-manager', lifted: { by: HEAD, reason: 'It is settled.' } },
        { by: HEAD, lifted: { by: HEAD } },
      ],
      erasure: { by: HEAD, reason: CONFIRMED },
    });
    const actions = (await entries(number)).map(({ action }): unknown => action);
    expect(actions.filter((action) => action !== 'readKeeping')).toEqual([
      'placeLegalHold',
      'placeLegalHold',
      'eraseComplaint',
      'liftLegalHold',
      'eraseComplaint',
      'liftLegalHold',
      'eraseComplaint',
    ]);
  });

  test('on an erased case is refused, and says so', async () => {
    const number = await archived();
    await erase(number);
    const { status, body } = await hold(number);
    expect({ status, body }).toMatchObject({ status: 409, body: { type: '/problems/erased' } });
    expect(body['detail']).toBe(`${number} was erased by ${HEAD}. There is nothing left to hold.`);
  });

  test('and an erasure that come at the same moment are never both taken', async () => {
    for (let trial = 0; trial < 5; trial += 1) {
      const number = await archived();
      const [held, erased] = await Promise.all([hold(number), erase(number)]);
      expect([held.status, erased.status].sort()).toEqual(held.status === 201 ? [201, 409] : [200, 409]);
    }
  });

  test('stands in the list of holds until it is lifted', async () => {
    const number = await archived();
    const { body } = await hold(number);
    const listed = async () => JSON.stringify((await system.as('administrator').get('legal-holds')).body);
    expect(await listed()).toContain(number);
    await lift(number, body['id']);
    expect(await listed()).not.toContain(number);
  });

  test.each([
    ['no reason', {}, 'reason'],
    ['hardly a reason', { reason: 'ok' }, 'reason'],
    ['a personal number', { reason: '身份证 11010519491231002X' }, 'reason'],
  ])('with %s is refused', async (_, body, field) => {
    const number = await archived();
    const answer = await system.as(HEAD).post(`complaints/${number}/legal-holds`, body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect((await keeping(number))['holds']).toEqual([]);
  });
});

describe('an erasure', () => {
  test('destroys the key, leaves who decided and why, and changes nothing when repeated', async () => {
    const number = await archived();
    const before = await system.mongo.connection.collection('caseEvents').find({ number }).toArray();
    const first = await erase(number);
    expect(first).toMatchObject({ status: 200, body: { by: HEAD, reason: CONFIRMED } });
    expect(await erase(number)).toMatchObject({ status: 200, body: first.body });
    expect((await keyOf(number))?.wrappedKey).toBeUndefined();
    expect(await system.mongo.connection.collection('caseEvents').find({ number }).toArray()).toEqual(before);
    expect(await system.as('agent').get(`complaints/${number}`)).toMatchObject({
      status: 200,
      body: { stage: 'archived', matter: '[erased]', customer: { name: '[erased]' } },
    });
  });

  test('needs the number once more, and a case that has come to its end', async () => {
    const number = await archived();
    expect(await erase(number, 'C20240301-999999')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'confirm' }] },
    });
    const open = await begun(system.as('agent'));
    expect(await erase(open)).toMatchObject({
      status: 409,
      body: { type: '/problems/not-archived', stage: 'assigning' },
    });
    expect((await keeping(open))['erasure']).toBeNull();
  });

  test('is followed by no command', async () => {
    const number = await archived();
    await erase(number);
    const answer = await system
      .as('agent')
      .post(`complaints/${number}/note`, { text: 'Afterwards', visibility: 'internal' });
    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/erased' } });
  });

  test('that was cut off after it was decided is carried out by the next night', async () => {
    const number = await archived();
    await system.services.keeping.beginErasure(number, {
      by: HEAD,
      at: new Date(Date.now() - 120_000),
      reason: CONFIRMED,
    });
    expect((await hold(number)).status).toBe(409);
    await night();
    expect(await keeping(number)).toMatchObject({ erasure: { by: HEAD, reason: CONFIRMED } });
    expect((await keyOf(number))?.destroyedAt).toBeInstanceOf(Date);
  });
});

describe('the nightly retention', () => {
  beforeEach(forgetPlans);

  test('says what it will do, does it when its time has come, and leaves what was held or kept longer', async () => {
    const [gone, held, longer, young, open] = [
      await archived(LONG_AGO),
      await archived(LONG_AGO),
      await archived(LONG_AGO),
      await archived(FAR_AHEAD),
      await archived(),
    ];
    const auditor = system.as('auditor');
    const dryRun = (await auditor.get('retention/dry-run')).body;
    expect(dryRun).toMatchObject({ cases: 3 });
    const items = JSON.stringify(dryRun['items']);
    for (const number of [gone, held, longer]) expect(items).toContain(number);
    expect(dryRun['items']).toContainEqual({
      number: gone,
      keptUntil: LONG_AGO,
      rule: { policy: 'retail', version: 1, length: 'P366D', importance: 'normal' },
    });
    const said: string[] = [];
    await dryRunRetention(system.services, { print: (line) => said.push(line) });
    expect(said).toContain(`${gone}  kept until ${LONG_AGO}  retail 1, normal, P366D`);
    expect(said.at(-1)).toContain('3 cases have been kept long enough');
    expect((await auditor.get('retention/plans')).body).toEqual({ items: [] });

    const handle = await system.temporal.client.workflow.start('retention', {
      workflowId: `retention-${randomUUID()}`,
      taskQueue: system.config.temporal.taskQueue,
      args: [{ noticeMs: 3_000 }],
    });
    const plan = await planned(3);
    expect(plan).toMatchObject({ finishedAt: null, erased: 0, left: 0 });
    expect((await hold(held)).status).toBe(201);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const kept = await system
      .as('supervisor')
      .post(`complaints/${longer}/keep-longer`, { reason: 'It is a model case.', until });
    expect(kept.status).toBe(200);
    await handle.result();

    expect((await auditor.get(`retention/plans/${plan.id}`)).body).toMatchObject({
      plan: { cases: 3, erased: 1, left: 2 },
      items: [
        { number: gone, result: { kind: 'erased', why: null } },
        { number: held, result: { kind: 'left', why: 'held' } },
        { number: longer, result: { kind: 'left', why: 'kept-longer' } },
      ],
    });
    expect((await entries(gone)).at(-1)).toMatchObject({ user: 'redress', action: 'eraseComplaint' });
    for (const number of [held, longer, young, open]) {
      expect((await keeping(number))['erasure']).toBeNull();
    }
    await tellsTheResponsible();
    // What was erased, held or kept longer is in no further plan.
    expect((await auditor.get('retention/dry-run')).body).toMatchObject({ cases: 0 });
  });

  test('goes on with a plan that was cut off in the middle, and erases nothing twice', async () => {
    const numbers = [await archived(LONG_AGO), await archived(LONG_AGO)];
    const day = new Date(Date.now() - 86_400_000);
    const { retention } = system.services;
    await retention.open({ _id: 'R20200101', madeAt: day, dueAt: day });
    const rule = { policy: 'retail', version: 1, importance: 'normal' } as const;
    await retention.add(
      'R20200101',
      numbers.map((number) => ({ number, keptUntil: new Date(LONG_AGO), rule })),
    );
    // The first was erased, and its worker killed before it could say so.
    await erase(numbers[0] ?? '');
    await night();
    const { body } = await system.as(HEAD).get('retention/plans/R20200101');
    expect(body).toMatchObject({ plan: { cases: 2, erased: 2, left: 0 } });
    expect(await keeping(numbers[0] ?? '')).toMatchObject({ erasure: { by: HEAD } });
    expect(await keeping(numbers[1] ?? '')).toMatchObject({ erasure: { by: 'redress' } });
  });

  /** Waits until the plan of tonight stands, and returns it as the API shows it. */
  async function planned(cases: number): Promise<z.output<typeof planSchema>> {
    const { body } = await until(
      () => system.as(HEAD).get('retention/plans'),
      (answer) => plansSchema.parse(answer.body).items[0]?.cases === cases,
    );
    return planSchema.parse(plansSchema.parse(body).items[0]);
  }

  async function tellsTheResponsible(): Promise<void> {
    const folder = path.join(system.config.dataDir, 'mailbox');
    const mails = await Promise.all(
      (await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')),
    );
    const found = mails.filter((mail) => mail.includes('/administration/retention/'));
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify((await system.as('quality-manager').get('notices')).body)).toContain(
      'retention-plan',
    );
  }
});
