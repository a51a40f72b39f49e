import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { carryOut } from '../../api/commands/carry-out';
import { Problem } from '../../api/problems';
import type { Answer } from './support/client';
import { begun, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('verdicts');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const note = { text: 'The customer is at home after six', visibility: 'internal' };
const revisionOf = async (number: string) =>
  Number((await system.as('agent').get(`complaints/${number}`)).body['revision']);
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);

describe('without waiting', () => {
  const asynchronously = { Prefer: 'respond-async' };

  test('a command is 202, and its verdict appears where Location says', async () => {
    const agent = system.as('agent');
    const number = await begun(agent);
    const { status, headers, body } = await agent.post(`complaints/${number}/note`, note, asynchronously);
    expect(status).toBe(202);
    expect(headers.get('Preference-Applied')).toBe('respond-async');
    expect(body).toMatchObject({ number, command: 'note', status: 'open' });
    const where = headers.get('Location') ?? '';
    expect(where).toBe(`/api/v1/complaints/${number}/commands/${String(body['commandId'])}`);
    const verdict = await until(
      () => agent.get(where),
      (answer) => answer.status !== 202,
    );
    expect(verdict.status).toBe(200);
    expect(verdict.body).toEqual({ number, revision: await revisionOf(number), stage: 'assigning' });
  });

  test('what is not admitted is refused at once', async () => {
    const number = await begun(system.as('agent'));
    const closing = await system
      .as('agent')
      .post(`complaints/${number}/customer-satisfied`, { rating: 5 }, asynchronously);
    expect(closing.status).toBe(409);
    const wrong = await system.as('logistics-lead').post(`complaints/${number}/accept`, {}, asynchronously);
    expect(wrong.status).toBe(403);
  });

  test('the case decides finally: a refusal appears as the verdict', async () => {
    const agent = system.as('agent');
    const number = await begun(agent);
    await system.stopWorker();
    const sent = await Promise.all([
      agent.post(`complaints/${number}/assign`, { department: 'technical' }, asynchronously),
      agent.post(`complaints/${number}/assign`, { department: 'logistics' }, asynchronously),
    ]);
    expect(statuses(sent)).toEqual([202, 202]);
    const open = await agent.get(sent[0].headers.get('Location') ?? '');
    expect(open.status).toBe(202);
    expect(open.body).toMatchObject({ command: 'assign', status: 'open' });
    await system.startWorker();
    const verdicts = await Promise.all(
      sent.map(({ headers }) =>
        until(
          () => agent.get(headers.get('Location') ?? ''),
          ({ status }) => status !== 202,
        ),
      ),
    );
    expect(statuses(verdicts).sort()).toEqual([200, 409]);
    const refused = verdicts.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ type: '/problems/not-admitted', stage: 'accepting' });
  });

  test('an id that is on its way may not be used for something else', async () => {
    const agent = system.as('agent');
    const number = await begun(agent);
    await system.stopWorker();
    const commandId = randomUUID();
    await agent.post(`complaints/${number}/note`, { ...note, commandId }, asynchronously);
    const other = await agent.post(
      `complaints/${number}/note`,
      { ...note, text: 'Another', commandId },
      asynchronously,
    );
    await system.startWorker();
    expect(other.status).toBe(422);
    expect(other.body['type']).toBe('/problems/used-otherwise');
  });
});

test('while the worker is away, a command is 202 after its deadline, and its verdict appears later', async () => {
  const agent = system.as('agent');
  const number = await begun(agent);
  await system.stopWorker();
  const began = Date.now();
  const { status, headers, body } = await agent.post(`complaints/${number}/note`, note);
  const took = Date.now() - began;
  expect(status).toBe(202);
  expect(took).toBeGreaterThan(4_000);
  expect(took).toBeLessThan(8_000);
  const before = await revisionOf(number);
  await system.startWorker();
  const verdict = await until(
    () => agent.get(headers.get('Location') ?? ''),
    (answer) => answer.status !== 202,
  );
  expect(verdict.status).toBe(200);
  expect(body['status']).toBe('open');
  // The update may have been delivered as well as the signal: the command counts once.
  expect(await revisionOf(number)).toBe(before + 1);
}, 60_000);

test('when the database goes away while a command is under way, its id is told, so that it can be repeated', async () => {
  const number = await begun(system.as('agent'));
  const away = new mongo.MongoNetworkError('The connection broke.');
  const answer = carryOut(
    {
      ...system.services,
      cases: { ...system.services.cases, eventOfCommand: () => Promise.reject(away) },
      door: { ...system.services.door, update: () => Promise.resolve({ kind: 'undecided' }) },
    },
    {
      number,
      command: 'note',
      actor: { user: 'agent', roles: ['agent'], department: 'customer-service' },
      body: note,
      condition: undefined,
      withoutWaiting: false,
    },
  );
  const problem = await answer.catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ id: 'unavailable', headers: { 'Retry-After': '2' } });
  expect(problem instanceof Problem && problem.members).toHaveProperty('commandId');
});
