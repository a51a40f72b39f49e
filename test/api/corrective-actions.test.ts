import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createActionUpkeep } from '../../activities/corrective-actions';
import { createLogger } from '../../platform/logging';
import { actionWorkflows } from '../../worker/corrective-actions';
import { begun, classified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('corrective-actions');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const ID_CARD = '11010519491231002X';
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const notice = (more: object = {}) => ({
  department: 'technical',
  persons: ['technical-handler'],
  due: later(10),
  reason: 'Three boards of one batch failed within a week',
  ...more,
});

async function issued(more: object = {}): Promise<string> {
  const { status, body } = await system.as('supervisor').post('corrective-actions', notice(more));
  expect(status).toBe(201);
  const id = String(body['id']);
  await until(
    () => system.as('supervisor').get(`corrective-actions/${id}`),
    ({ body: seen }) => Number(seen['revision']) > 0,
  );
  return id;
}

/** As far as found effective. */
async function effective(id: string): Promise<void> {
  const lead = system.as('technical-lead');
  const steps: [string, object][] = [
    ['accept', {}],
    ['plan', { measures: ['Test every board for an hour'], due: later(5) }],
    ['report', { result: 'The test bench runs' }],
  ];
  for (const [name, body] of steps) {
    expect([name, (await lead.post(`corrective-actions/${id}/${name}`, body)).status]).toEqual([name, 200]);
  }
  const check = { effective: 'yes', note: 'No failure in two weeks' };
  expect(await system.as('executive').post(`corrective-actions/${id}/verify`, check)).toMatchObject({
    status: 200,
    body: { stage: 'watching' },
  });
}

/** A complaint of technical with this finding; its number. */
async function found(finding: string, more: object = {}): Promise<string> {
  const number = await begun(system.as('agent'), { ...classified, ...more });
  const lead = system.as('technical-lead');
  await lead.post(`complaints/${number}/accept`);
  const body = { finding, rootCause: 'A cold solder joint', text: 'Found on the bench' };
  expect((await lead.post(`complaints/${number}/find`, body)).status).toBe(200);
  return number;
}

/** What the schedule does every minute. */
function tend(): Promise<unknown> {
  const { tendCorrectiveActions } = createActionUpkeep({
    actions: system.services.correctiveActions,
    ...actionWorkflows(system.temporal.client, system.config.temporal.taskQueue),
    logger: createLogger({ logLevel: 'silent' }, 'test'),
  });
  return new MockActivityEnvironment().run(tendCorrectiveActions);
}

test('one that stands alone has a number of its own, and goes its way until it is found effective', async () => {
  const id = await issued();
  expect(id).toMatch(/^R\d{8}-\d{6}$/);
  await effective(id);
  const { status, body } = await system.as('technical-lead').get(`corrective-actions/${id}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    stage: 'watching',
    cases: [],
    plan: { measures: ['Test every board for an hour'] },
    checks: [{ effective: 'yes', by: 'executive' }],
    admitted: [],
    dueAt: null,
  });
  const watched = await system
    .as('auditor')
    .get('corrective-actions?stage=watching,closed&department=technical');
  expect(JSON.stringify(watched.body)).toContain(id);
  expect((await system.as('auditor').get(`corrective-actions/${id}/events`)).status).toBe(200);
});

test('the proof of a case takes in its work orders, and the corrective actions that were issued for it', async () => {
  const number = await begun(system.as('agent'), classified);
  const lead = system.as('technical-lead');
  await lead.post(`complaints/${number}/accept`);
  const order = { department: 'logistics', task: 'Send a board' };
  expect((await lead.post(`complaints/${number}/order-work`, order)).status).toBe(200);
  await until(
    () => system.as('logistics-lead').get(`work-orders/${number}-W1`),
    ({ status }) => status === 200,
  );
  const id = await issued({ cases: [number] });
  const { status, body } = await system.as('auditor').get(`complaints/${number}/proof`);
  expect({ status, intact: body['intact'] }).toEqual({ status: 200, intact: true });
  const heads = z.array(z.object({ kind: z.string(), of: z.string() })).parse(body['heads']);
  expect(heads.map(({ kind, of }) => `${kind} ${of}`)).toEqual([
    `case-event ${number}`,
    `task-event ${number}-W1`,
    `task-event ${id}`,
  ]);
});

test('the same Idempotency-Key issues once; with another body it is refused', async () => {
  const supervisor = system.as('supervisor');
  const headers = { 'Idempotency-Key': randomUUID() };
  const body = notice();
  const first = await supervisor.post('corrective-actions', body, headers);
  const second = await supervisor.post('corrective-actions', body, headers);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body['id']).toBe(first.body['id']);
  expect(second.headers.get('Idempotency-Replayed')).toBe('true');
  expect(first.headers.get('Location')).toBe(`/api/v1/corrective-actions/${String(first.body['id'])}`);
  const other = await supervisor.post('corrective-actions', notice({ reason: 'Another one' }), headers);
  expect(other).toMatchObject({ status: 422, body: { type: '/problems/used-otherwise' } });
});

test('only a supervisor or an executive issues and verifies; the lead does the rest; others don’t see it', async () => {
  for (const user of ['agent', 'technical-lead', 'auditor']) {
    expect([user, (await system.as(user).post('corrective-actions', notice())).status]).toEqual([user, 403]);
  }
  const id = await issued();
  expect((await system.as('logistics-lead').get(`corrective-actions/${id}`)).status).toBe(404);
  expect((await system.as('logistics-lead').post(`corrective-actions/${id}/accept`)).status).toBe(404);
  expect(await system.as('supervisor').post(`corrective-actions/${id}/accept`)).toMatchObject({
    status: 403,
    body: { code: 'role', stage: 'issued' },
  });
  const early = await system.as('supervisor').post(`corrective-actions/${id}/verify`, {
    effective: 'yes',
    note: 'Good',
  });
  expect(early).toMatchObject({ status: 409, body: { stage: 'issued', admitted: [] } });
});

test('fields that are not valid are named, and personal numbers refused', async () => {
  const supervisor = system.as('supervisor');
  const wrong: [object, string][] = [
    [{ department: 'sales' }, 'department'],
    [{ due: later(-1) }, 'due'],
    [{ cases: ['C20200101-000001'] }, 'cases[0]'],
    [{ policy: 'nobodys' }, 'policy'],
    [{ colour: 'red' }, 'colour'],
    [{ reason: '' }, 'reason'],
  ];
  for (const [more, field] of wrong) {
    expect(await supervisor.post('corrective-actions', notice(more))).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    });
  }
  expect(await supervisor.post('corrective-actions', notice({ reason: ID_CARD }))).toMatchObject({
    status: 422,
    body: { type: '/problems/personal-number' },
  });
  const id = await issued();
  const lead = system.as('technical-lead');
  await lead.post(`corrective-actions/${id}/accept`);
  const late = await lead.post(`corrective-actions/${id}/plan`, { measures: ['Test'], due: later(-1) });
  expect(late).toMatchObject({ status: 422, body: { errors: [{ field: 'due' }] } });
});

test('a new complaint of its class, found true against its department, opens it again, once', async () => {
  const origin = await found('fault');
  const id = await issued({ cases: [origin] });
  expect((await system.as('supervisor').get(`corrective-actions/${id}`)).body['about']).toEqual({
    contentType: 'product',
    subtype: 'quality',
  });
  const earlier = await found('fault');
  await effective(id);
  await found('unfounded');
  await found('fault', { subtype: 'function' });
  await tend();
  const quiet = await system.as('supervisor').get(`corrective-actions/${id}`);
  expect(quiet.body).toMatchObject({ stage: 'watching', repeats: [] });
  const repeat = await found('product');
  await tend();
  await tend();
  const { body } = await until(
    () => system.as('supervisor').get(`corrective-actions/${id}`),
    ({ body: { stage } }) => stage === 'issued',
  );
  expect(body).toMatchObject({ cycle: 2, repeats: [repeat], watchedUntil: null });
  expect(body['repeats']).not.toContain(earlier);
}, 60_000);

test('one that could not be started is safe, and the upkeep starts it', async () => {
  await system.gate.shut();
  const { status, body } = await system.as('supervisor').post('corrective-actions', notice());
  expect(status).toBe(201);
  const id = String(body['id']);
  const seen = await system.as('technical-lead').get(`corrective-actions/${id}`);
  expect(seen).toMatchObject({ status: 200, body: { revision: 0, stage: 'issued' } });
  await system.gate.open();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await until(
    async () => {
      await tend();
      return system.as('technical-lead').get(`corrective-actions/${id}`);
    },
    ({ body: { revision } }) => Number(revision) > 0,
  );
}, 60_000);
