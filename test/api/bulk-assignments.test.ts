import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from './support/client';
import { begun, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('bulk');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const progressSchema = z.object({
  id: z.string(),
  status: z.string(),
  of: z.number(),
  done: z.number(),
  refused: z.array(z.object({ number: z.string(), reason: z.object({ code: z.string() }) })),
});

const addressOf = ({ headers }: Answer): string => headers.get('Location') ?? '';

/** Asks until it has come to every case. */
async function finished(asked: Answer, user = 'agent') {
  const { body } = await until(
    () => system.as(user).get(addressOf(asked)),
    (answer) => answer.body['status'] === 'finished',
  );
  return progressSchema.parse(body);
}

const severalBegun = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => begun(system.as('agent'))));

async function assignmentsOf(number: string): Promise<{ readonly by: string }[]> {
  const events = await system.services.cases.eventsOf(number, 0, 1_000);
  return events.filter(({ type }) => type === 'assign').map(({ actor }) => ({ by: actor.user }));
}

const to = { department: 'technical', reason: 'The same fault' };

test('every case is assigned once, by whoever asked; those that refuse are listed with the reason', async () => {
  const agent = system.as('agent');
  const [taken = '', ...free] = await severalBegun(4);
  await agent.post(`complaints/${taken}/assign`, { department: 'logistics' });
  const numbers = [...free, taken, 'C20200101-000001', ...free];

  const asked = await agent.post('bulk-assignments', { numbers, ...to });
  expect(asked).toMatchObject({ status: 201, body: { of: 5, department: 'technical', by: 'agent' } });
  const result = await finished(asked);
  expect(result).toMatchObject({ of: 5, done: 3 });
  expect(result.refused).toEqual([
    { number: 'C20200101-000001', reason: { code: 'not-found' } },
    { number: taken, reason: { code: 'stage' } },
  ]);
  for (const number of free) {
    expect((await agent.get(`complaints/${number}`)).body).toMatchObject({ department: 'technical' });
    expect(await assignmentsOf(number)).toEqual([{ by: 'agent' }]);
  }
  expect((await agent.get(`complaints/${taken}`)).body).toMatchObject({ department: 'logistics' });

  const record = system.mongo.connection.collection('accessRecord');
  expect(await record.findOne({ about: result.id })).toMatchObject({
    user: 'agent',
    action: 'bulkAssign',
    filters: { department: 'technical', cases: '5' },
  });
  expect(await record.findOne({ requestId: result.id, number: taken })).toMatchObject({
    user: 'agent',
    action: 'assign',
    outcome: 'stage',
  });
});

test('what somebody may not assign is refused one by one, and what they may not see is not shown to them', async () => {
  const [number = ''] = await severalBegun(1);
  const lead = await finished(
    await system.as('technical-lead').post('bulk-assignments', { numbers: [number], ...to }),
    'technical-lead',
  );
  expect(lead).toMatchObject({ done: 0, refused: [{ number, reason: { code: 'not-allowed' } }] });
  const supervisor = await finished(
    await system.as('supervisor').post('bulk-assignments', { numbers: [number], ...to }),
    'supervisor',
  );
  expect(supervisor).toMatchObject({ done: 0, refused: [{ number, reason: { code: 'role' } }] });
  expect(await assignmentsOf(number)).toEqual([]);
  expect((await system.as('auditor').post('bulk-assignments', { numbers: [number], ...to })).status).toBe(
    403,
  );
});

test('its progress is read by whoever asked, supervisors and auditors, and by nobody else', async () => {
  const [number = ''] = await severalBegun(1);
  const asked = await system.as('agent').post('bulk-assignments', { numbers: [number], ...to });
  for (const user of ['agent', 'supervisor', 'auditor']) {
    expect((await system.as(user).get(addressOf(asked))).status).toBe(200);
  }
  expect((await system.as('technical-lead').get(addressOf(asked))).status).toBe(404);
  expect((await system.as('administrator').get(addressOf(asked))).status).toBe(403);
  expect((await system.as('agent').get('bulk-assignments/bulk-assign-none')).status).toBe(404);
});

test('a worker that stops in the middle leaves nothing undone, and nothing done twice', async () => {
  const numbers = await severalBegun(24);
  const asked = await system.as('agent').post('bulk-assignments', { numbers, ...to });
  await until(
    () => system.as('agent').get(addressOf(asked)),
    ({ body }) => Number(body['done']) > 0,
  );
  await system.stopWorker();
  const { body: cut } = await system.as('agent').get(addressOf(asked));
  expect(cut).toMatchObject({ status: 'under-way' });
  expect(Number(cut['done'])).toBeLessThan(numbers.length);
  // As if what came of the first had been lost with its worker: it is sent again, and carried out once.
  const [first] = numbers.slice(0, 1);
  const outcomes = system.mongo.connection.collection('bulkAssignedCases');
  await outcomes.deleteMany({ number: first ?? '' });
  await system.startWorker();
  expect(await finished(asked)).toMatchObject({ of: 24, done: 24, refused: [] });
  for (const number of numbers) expect(await assignmentsOf(number)).toHaveLength(1);
}, 60_000);

test('one that could not be started at once is started by the sweep', async () => {
  const [number = ''] = await severalBegun(1);
  await system.gate.shut();
  const asked = await system.as('agent').post('bulk-assignments', { numbers: [number], ...to });
  expect(asked).toMatchObject({ status: 201, body: { status: 'waiting' } });
  await system.gate.open();
  const { taskQueue } = system.config.temporal;
  await system.temporal.client.workflow.execute('bulkAssignSweep', {
    workflowId: `sweep-${randomUUID()}`,
    taskQueue,
  });
  expect(await finished(asked)).toMatchObject({ done: 1 });
});

test('the same key asks once; with another body it is refused', async () => {
  const [number = ''] = await severalBegun(1);
  const key = { 'Idempotency-Key': randomUUID() };
  const body = { numbers: [number], ...to };
  const first = await system.as('agent').post('bulk-assignments', body, key);
  const again = await system.as('agent').post('bulk-assignments', body, key);
  expect(again.status).toBe(201);
  expect(again.headers.get('Idempotency-Replayed')).toBe('true');
  expect(addressOf(again)).toBe(addressOf(first));
  const other = await system.as('agent').post('bulk-assignments', { ...body, reason: 'Another' }, key);
  expect(other).toMatchObject({ status: 422, body: { type: '/problems/used-otherwise' } });
  const others = await system.as('supervisor').post('bulk-assignments', body, key);
  expect(addressOf(others)).not.toBe(addressOf(first));
});

test.each([
  ['no case', { numbers: [], ...to }, 'numbers'],
  ['more than a thousand', { numbers: Array.from({ length: 1_001 }, (_, n) => `C${n}`), ...to }, 'numbers'],
  ['an unknown department', { numbers: ['C1'], department: 'nowhere' }, 'department'],
  ['an unknown handler', { numbers: ['C1'], ...to, handler: 'nobody' }, 'handler'],
  ['a personal number', { numbers: ['C1'], ...to, reason: '身份证 11010519491231002X' }, 'reason'],
])('%s is refused, and nothing is stored', async (_, body, field) => {
  const answer = await system.as('agent').post('bulk-assignments', body);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
});
