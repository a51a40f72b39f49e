import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/common';
import { createCaseDoor } from '../../api/commands/door';
import type { Actor } from '../../domain/people/actor';
import { createCaseKeyStore } from '../../models/case-keys';
import { keyDatabase } from '../../models/key-database';
import { createDataConverter, createMasterKey } from '../../platform/codec';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { connectTemporalClient } from '../../platform/temporal';
import { archivedCase } from './support/archived';
import { until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let count = 0;

beforeAll(async () => {
  system = await startSystem('erasure-moments');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const HEAD = 'head-of-customer-service';
const REVIEW = {
  rootCause: 'The feet were not levelled.',
  lessons: ['Level them'],
  countermeasures: ['A sheet'],
};
const SUPERVISOR: Actor = { user: 'supervisor', roles: ['supervisor'] };
const reason = 'The customer asked for it.';

const archived = () => archivedCase(system, `C20240301-${String((count += 1)).padStart(6, '0')}`);
const erase = (number: string) =>
  system.as(HEAD).post(`complaints/${number}/erasure`, { reason, confirm: number });
const keyCollection = (name: string) =>
  keyDatabase(system.mongo.connection).collection<{ readonly _id: string }>(name);
const review = (number: string) => system.as('supervisor').post(`complaints/${number}/review`, REVIEW);
const soon = () => Date.now() + 5_000;
/** Nothing was ever started under the number. */
const nothingRan = (error: unknown) => {
  if (error instanceof WorkflowNotFoundError) return { status: { name: 'COMPLETED' } };
  throw error;
};

test('an erasure and a command at the same moment leave no procedure behind that cannot go on', async () => {
  const numbers: string[] = [];
  for (let trial = 0; trial < 6; trial += 1) {
    const number = await archived();
    numbers.push(number);
    if (trial % 2 === 1) await review(number);
    const [erased, told] = await Promise.all([erase(number), review(number)]);
    expect(erased.status).toBe(200);
    expect([200, 409]).toContain(told.status);
    if (told.status === 409) expect(told.body['type']).toBe('/problems/erased');
  }
  for (const number of numbers) await over(number);
});

test('an erasure ends a procedure that waits for a worker with what it was told', async () => {
  const number = await archived();
  await system.stopWorker();
  const answer = await system
    .as('supervisor')
    .post(`complaints/${number}/review`, REVIEW, { Prefer: 'respond-async' });
  expect(answer.status).toBe(202);
  expect((await erase(number)).status).toBe(200);
  await system.startWorker();
  await over(number);
});

test('a command whose sender has not heard of the erasure adds nothing, and leaves nothing running', async () => {
  const number = await archived();
  const found = await system.services.cases.find(number);
  const policy = await system.services.policies.find('retail', 1);
  if (!found || !policy) throw new Error('The case is not there.');
  const { stale, close } = await staleDoor(number);
  await erase(number);
  const events = await system.services.cases.eventsOf(number);
  const envelope = { commandId: randomUUID(), actor: SUPERVISOR, payload: REVIEW };
  const archivedStart = { state: found.state, policy };
  expect(await stale.signal({ number, command: 'review', envelope, archived: archivedStart }, soon())).toBe(
    'sent',
  );
  await over(number);
  expect(await system.services.cases.eventsOf(number)).toEqual(events);
  expect(await keyCollection('searchTerms').findOne({ _id: number })).toBeNull();
  await close();
});

/** The way to the cases from a process that has a case's key in memory, and does not hear of its end. */
async function staleDoor(number: string) {
  const mongo = await connectMongo(system.config, createLogger(system.config, 'test'));
  const keys = createCaseKeyStore(mongo.connection, createMasterKey(system.config.masterKey));
  await keys.keyFor(number);
  const temporal = connectTemporalClient(system.config, await createDataConverter(keys));
  const stale = createCaseDoor(temporal.client, system.config.temporal.taskQueue);
  return { stale, close: () => temporal.close().then(() => mongo.close()) };
}

/** Waits until nothing runs under the number any more. */
async function over(number: string): Promise<void> {
  const handle = system.temporal.client.workflow.getHandle(number);
  await until(
    async () => {
      const { name } = (await handle.describe().catch(nothingRan)).status;
      return { status: name === 'RUNNING' ? 202 : 200, headers: new Headers(), body: {} };
    },
    ({ status }) => status === 200,
    8_000,
  );
}

test('an erasure that was cut off when the key was gone is carried out to its end within minutes', async () => {
  const number = await archived();
  const decided = { by: HEAD, at: new Date(Date.now() - 120_000), reason };
  await system.services.keeping.beginErasure(number, decided);
  await keyCollection('caseKeys').updateOne(
    { _id: number },
    { $unset: { wrappedKey: 1 }, $set: { destroyedAt: new Date() } },
  );
  await system.temporal.client.workflow.execute('erasureSweep', {
    workflowId: `erasure-sweep-${randomUUID()}`,
    taskQueue: system.config.temporal.taskQueue,
  });
  const { body } = await system.as('auditor').get(`complaints/${number}/keeping`);
  expect(body['erasure']).toMatchObject({ by: HEAD, finishedAt: expect.any(String) as unknown });
  expect(await keyCollection('searchTerms').findOne({ _id: number })).toBeNull();
});
