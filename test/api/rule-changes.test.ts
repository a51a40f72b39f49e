import { z } from 'zod';
import { createPolicyStore } from '../../models/policies';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { begun, classified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('rules');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

/** The next days in Shanghai, tomorrow first. */
const comingDays = (count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.now() + (8 + 24 * (index + 1)) * 3_600_000).toISOString().slice(0, 10),
  );

/** When the clock of the clause that runs is due. */
async function dueAt(number: string, clause: string): Promise<string> {
  const { body } = await system.as('agent').get(`complaints/${number}/clocks`);
  const { items } = clocksOfCase.parse(body);
  const clock = items.find((one) => one.clause === clause && one.state === 'running');
  if (!clock) throw new Error(`No clock of ${clause} runs.`);
  return clock.dueAt ?? '';
}

const clocksOfCase = z.object({
  items: z.array(z.object({ clause: z.string(), state: z.string(), dueAt: z.string().nullable() })),
});

/** A case whose plan is due in two working days. */
async function planning(): Promise<string> {
  const number = await begun(system.as('agent'), classified);
  const lead = system.as('technical-lead');
  await until(
    () => system.as('agent').get(`complaints/${number}`),
    ({ body }) => body['stage'] === 'accepting',
  );
  await lead.post(`complaints/${number}/accept`, {});
  const found = await lead.post(`complaints/${number}/find`, {
    finding: 'product',
    rootCause: 'heat',
    text: 'seen',
  });
  if (found.status !== 200) throw new Error(JSON.stringify(found.body));
  return number;
}

const offDays = (count: number) => comingDays(count).map((date) => ({ kind: 'off', date }));

test('a change of the calendar is compared first, then made, and comes to the cases that it moves', async () => {
  const administrator = system.as('administrator');
  const [number, waiting] = [await planning(), await begun(system.as('agent'))];
  const before = await dueAt(number, 'media/3.3-plan');
  const change = { days: offDays(14), reason: 'The works are closed' };

  const dry = await administrator.post('calendars/changes', { ...change, dryRun: true });
  expect(dry.status).toBe(200);
  expect(dry.body).toMatchObject({ dryRun: true });
  const examples: unknown = dry.body['examples'];
  expect(examples).toEqual(
    expect.arrayContaining([expect.objectContaining({ number, clause: 'media/3.3-plan', dueAt: before })]),
  );
  expect(await dueAt(number, 'media/3.3-plan')).toBe(before);
  expect((await administrator.get('calendars/current')).body).toMatchObject({ version: 0 });

  const made = await administrator.post('calendars/changes', { ...change, basedOn: 0 });
  expect(made.status).toBe(202);
  const progress = made.headers.get('Location') ?? '';
  const { body } = await until(
    () => administrator.get(progress),
    ({ body: seen }) => seen['status'] === 'finished',
  );
  expect(body).toMatchObject({
    affected: dry.body['affected'],
    done: dry.body['affected'],
    failed: 0,
    failures: [],
  });
  expect(Date.parse(await dueAt(number, 'media/3.3-plan'))).toBeGreaterThan(Date.parse(before));
  const { body: events } = await system.as('agent').get(`complaints/${number}/events?limit=200`);
  expect(JSON.stringify(events)).toContain('The works are closed');
  const { body: others } = await system.as('agent').get(`complaints/${waiting}/events?limit=200`);
  expect(JSON.stringify(others)).not.toContain('The works are closed');

  const { body: calendar } = await administrator.get('calendars/current');
  expect(calendar).toMatchObject({ version: 1, overrides: offDays(14) });
}, 60_000);

test('a calendar is refused that is based on a former version, changes nothing, or tells no due times', async () => {
  const administrator = system.as('administrator');
  const day = { kind: 'off', date: '2027-07-07' };
  const outdated = await administrator.post('calendars/changes', { days: [day], basedOn: 77, reason: 'x' });
  expect(outdated).toMatchObject({ status: 409, body: { type: '/problems/outdated' } });
  const nothing = await administrator.post('calendars/changes', { restore: ['2031-01-01'], reason: 'x' });
  expect(nothing.status).toBe(422);
  const wrong = await administrator.post('calendars/changes', {
    workingHours: [{ from: '18:00', to: '09:00' }],
    reason: 'x',
  });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'workingHours' }] } });
  const unreasoned = await administrator.post('calendars/changes', { days: [day] });
  expect(unreasoned).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } });
  expect((await system.as('agent').post('calendars/changes', { days: [day], reason: 'x' })).status).toBe(403);
  expect((await administrator.get('calendars/changes/calendar-99')).status).toBe(404);
});

test('cases move to a newer version of their pack, after a look at what it would change', async () => {
  const administrator = system.as('administrator');
  const number = await planning();
  const mongo = await connectMongo(system.config, createLogger(system.config, 'test'));
  const policies = createPolicyStore(mongo.connection);
  const policy = await policies.current('media');
  if (!policy) throw new Error('media is not published.');
  const { version, ...rules } = policy;
  const clocks = rules.clocks.map((rule) =>
    rule.id === '3.3-plan' ? { ...rule, limit: { duration: 'P9D', calendar: 'working' } as const } : rule,
  );
  await policies.publish([{ id: 'media', digest: 'next', source: '', rules: { ...rules, clocks } }]);
  await mongo.close();
  const packs = await administrator.get('packs');
  expect(packs.body['items']).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: 'media', versions: [version + 1, version] })]),
  );

  const wanted = { toVersion: version + 1, cases: [number], reason: 'New regulation' };
  const dry = await administrator.post('packs/media/moves', { ...wanted, dryRun: true });
  expect(dry).toMatchObject({
    status: 200,
    body: { affected: 1, clocks: 1, byClause: [{ clause: 'media/3.3-plan', clocks: 1 }] },
  });
  const made = await administrator.post('packs/media/moves', wanted);
  expect(made.status).toBe(202);
  await until(
    () => administrator.get(made.headers.get('Location') ?? ''),
    ({ body }) => body['status'] === 'finished' && body['done'] === 1,
  );
  const { body } = await system.as('agent').get(`complaints/${number}`);
  expect(body).toMatchObject({ policy: 'media', policyVersion: version + 1 });

  const missing = await administrator.post('packs/media/moves', { ...wanted, toVersion: 99 });
  expect(missing).toMatchObject({ status: 422, body: { errors: [{ field: 'toVersion' }] } });
  expect((await administrator.post('packs/none/moves', wanted)).status).toBe(404);
  const unknown = await administrator.post('packs/media/moves', { ...wanted, cases: ['C20260101-000001'] });
  expect(unknown).toMatchObject({ status: 422, body: { errors: [{ field: 'cases[0]' }] } });
  expect((await system.as('supervisor').post('packs/media/moves', wanted)).status).toBe(403);
}, 60_000);

test('a change that could not be started, as Temporal was away, is started by the sweep', async () => {
  const administrator = system.as('administrator');
  const number = await planning();
  const before = await dueAt(number, 'media/3.3-plan');
  await system.gate.shut();
  const made = await administrator.post('calendars/changes', {
    days: offDays(21),
    reason: 'Longer than thought',
  });
  expect(made).toMatchObject({ status: 202, body: { status: 'waiting' } });
  await system.gate.open();
  const { client } = system.temporal;
  await until(
    async () => {
      const { taskQueue } = system.config.temporal;
      await client.workflow
        .execute('ruleChangeSweep', { workflowId: 'rule-change-sweep', taskQueue })
        .catch(() => undefined);
      return administrator.get(made.headers.get('Location') ?? '');
    },
    ({ body }) => body['status'] === 'finished',
  );
  expect(Date.parse(await dueAt(number, 'media/3.3-plan'))).toBeGreaterThan(Date.parse(before));
}, 60_000);
