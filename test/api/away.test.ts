import { randomUUID } from 'node:crypto';
import { ApiClient } from './support/client';
import { begun, unclassified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('away');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const note = { text: 'x', visibility: 'internal' };

describe('with Temporal out of reach', () => {
  let number: string;

  beforeAll(async () => {
    number = await begun(system.as('agent'));
    await system.gate.shut();
  });
  afterAll(() => system.gate.open());

  test('complaints are taken in, within little more than a second', async () => {
    const began = Date.now();
    const { status, body } = await system.as('agent').post('complaints', unclassified);
    expect(status).toBe(201);
    expect(Date.now() - began).toBeLessThan(2_000);
    const stored = await system.services.intakes.find(String(body['number']));
    expect(stored).toMatchObject({ awaitsStart: true, intake: { matter: unclassified.matter } });
  });

  test('it is ready, and says that Temporal is failing', async () => {
    const { status, body } = await new ApiClient(system.url, undefined).get('/readyz');
    expect(status).toBe(200);
    expect(body).toEqual({ ready: true, checks: { mongodb: 'ok', temporal: 'failing' } });
  });

  test('a command is 503 and never a failure: repeated with its id, it is carried out once', async () => {
    const agent = system.as('agent');
    const before = Number((await agent.get(`complaints/${number}`)).body['revision']);
    const { status, headers, body } = await agent.post(`complaints/${number}/note`, note);
    expect(status).toBe(503);
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(body['type']).toBe('/problems/unavailable');
    const commandId = String(body['commandId']);
    const open = await agent.get(`complaints/${number}/commands/${commandId}`);
    expect(open).toMatchObject({ status: 202, body: { status: 'unconfirmed' } });
    await system.gate.open();
    const again = await until(
      () => agent.post(`complaints/${number}/note`, { ...note, commandId }),
      (answer) => answer.status !== 503,
      40_000,
    );
    expect([200, 202]).toContain(again.status);
    const verdict = await until(
      () => agent.get(`complaints/${number}/commands/${commandId}`),
      (answer) => answer.status !== 202,
    );
    expect(verdict.status).toBe(200);
    const after = (await agent.get(`complaints/${number}`)).body;
    expect(after['revision']).toBe(before + 1);
    await system.gate.shut();
  }, 90_000);

  test('what the rules refuse is refused all the same', async () => {
    const { status } = await system
      .as('agent')
      .post(`complaints/${number}/customer-satisfied`, { rating: 5 });
    expect(status).toBe(409);
  });
});

test('a complaint filed twice with one key while Temporal is away is one complaint', async () => {
  await system.gate.shut();
  const key = { 'Idempotency-Key': randomUUID() };
  const agent = system.as('agent');
  const [first, second] = await Promise.all([
    agent.post('complaints', unclassified, key),
    agent.post('complaints', unclassified, key),
  ]);
  await system.gate.open();
  expect(first.body['number']).toBe(second.body['number']);
});

test('commands beyond those that may wait for one case are told to come again, and nothing is lost', async () => {
  const agent = system.as('agent');
  // Temporal was away just now, and there is no sweep here to start what the API could not.
  await until(
    () => new ApiClient(system.url, undefined).get('/readyz'),
    ({ body }) => JSON.stringify(body).includes('"temporal":"ok"'),
  );
  const number = await begun(agent);
  const before = Number((await agent.get(`complaints/${number}`)).body['revision']);
  await system.stopWorker();
  const answers = await Promise.all(
    Array.from({ length: 90 }, () => agent.post(`complaints/${number}/note`, note)),
  );
  await system.startWorker();
  const taken = answers.filter(({ status }) => status === 202);
  const sentAway = answers.filter(({ status }) => status === 503);
  expect(taken.length + sentAway.length).toBe(90);
  expect(sentAway.length).toBeGreaterThan(0);
  await until(
    () => agent.get(`complaints/${number}`),
    ({ body }) => Number(body['revision']) >= before + taken.length,
    40_000,
  );
  expect((await agent.get(`complaints/${number}`)).body['revision']).toBe(before + taken.length);
}, 120_000);
