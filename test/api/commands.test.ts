import { randomUUID } from 'node:crypto';
import type { Answer } from './support/client';
import { begun, classified, unclassified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('commands');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const note = { text: 'The customer is at home after six', visibility: 'internal' };
const revisionOf = async (number: string) =>
  Number((await system.as('agent').get(`complaints/${number}`)).body['revision']);
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);

describe('a refused command', () => {
  test('out of its stage is 409 and says which stage, and what is admitted', async () => {
    const number = await begun(system.as('agent'));
    const before = await revisionOf(number);
    const { status, body } = await system
      .as('agent')
      .post(`complaints/${number}/customer-satisfied`, { rating: 5 });
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: '/problems/not-admitted', stage: 'assigning', code: 'stage' });
    expect(body['admitted']).toEqual(expect.arrayContaining(['assign', 'classify', 'withdraw']));
    expect(await revisionOf(number)).toBe(before);
  });

  test('from the wrong department is 403, and goes to the access record', async () => {
    const number = await begun(system.as('agent'));
    await system.as('agent').post(`complaints/${number}/assign`, { department: 'technical' });
    const { status, body } = await system
      .as('logistics-lead')
      .post(`complaints/${number}/accept`, undefined, {
        'X-Request-Id': 'wrong-department',
      });
    expect(status).toBe(403);
    expect(body['type']).toBe('/problems/not-allowed');
    const entry = await system.mongo.connection
      .collection('accessRecord')
      .findOne({ requestId: 'wrong-department' });
    expect(entry).toMatchObject({ user: 'logistics-lead', action: 'accept', number, outcome: 'not-allowed' });
  });

  test('by a role that may not is 403 even where the case is seen', async () => {
    const number = await begun(system.as('agent'), classified);
    const { status, body } = await system.as('agent').post(`complaints/${number}/accept`);
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'role', stage: 'accepting' });
    expect((await system.as('auditor').post(`complaints/${number}/note`, note)).status).toBe(403);
  });

  const invalid: [string, object, string][] = [
    ['classify', { contentType: 'service', subtype: 'late', urgency: 'major' }, 'subtype'],
    ['classify', { contentType: 'service', subtype: 'attitude', urgency: 'major', colour: 'red' }, 'colour'],
    ['assign', { department: 'sales' }, 'department'],
    ['assign', { department: 'technical', handler: 'nobody-we-know' }, 'handler'],
    ['add-evidence', { title: 'x', kind: 'photo', attachment: randomUUID() }, 'attachment'],
    ['promise-reply', { by: '2020-01-01T00:00:00Z' }, 'by'],
    ['promise-reply', { by: '2027-02-30T00:00:00Z' }, 'by'],
    ['log-contact', { method: 'phone', at: '2020-01-01T00:00:00Z', content: 'x', reaction: 'y' }, 'at'],
    ['note', { ...note, at: '2020-01-01T00:00:00Z' }, 'at'],
    ['note', { ...note, commandId: 'seven' }, 'commandId'],
    ['amend', { fields: {}, reason: 'x' }, 'fields'],
  ];
  test.each(invalid)('%s %j is 422 and names the field', async (command, payload, field) => {
    const number = await begun(system.as('agent'));
    const before = await revisionOf(number);
    const { status, body } = await system.as('agent').post(`complaints/${number}/${command}`, payload);
    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([{ field }]);
    expect(await revisionOf(number)).toBe(before);
  });

  test('with a personal number is 422 before anything is sent', async () => {
    const number = await begun(system.as('agent'));
    const { status, body } = await system
      .as('agent')
      .post(`complaints/${number}/note`, { ...note, text: 'ID 11010519491231002X' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: '/problems/personal-number', errors: [{ field: 'text' }] });
    const history = await system.temporal.client.workflow.getHandle(number).fetchHistory();
    expect(history.events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toBe(false);
  });
});

describe('a repeated command', () => {
  test('gets the same answer and has no second effect, also when the case has gone on', async () => {
    const number = await begun(system.as('agent'));
    const assign = { department: 'technical', commandId: randomUUID() };
    const first = await system.as('agent').post(`complaints/${number}/assign`, assign);
    expect(first.status).toBe(200);
    await system.as('technical-lead').post(`complaints/${number}/accept`);
    const revision = await revisionOf(number);
    const again = await system.as('agent').post(`complaints/${number}/assign`, assign);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await revisionOf(number)).toBe(revision);
  });

  test('needs no worker to be answered', async () => {
    const number = await begun(system.as('agent'));
    const body = { ...note, commandId: randomUUID() };
    const first = await system.as('agent').post(`complaints/${number}/note`, body);
    await system.stopWorker();
    const again = await system.as('agent').post(`complaints/${number}/note`, body);
    await system.startWorker();
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
  });

  test('of which ten come at once is carried out once', async () => {
    const number = await begun(system.as('agent'));
    const before = await revisionOf(number);
    const body = { ...note, commandId: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => system.as('agent').post(`complaints/${number}/note`, body)),
    );
    expect(new Set(statuses(answers))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body: verdict }) => verdict['revision'])).size).toBe(1);
    expect(await revisionOf(number)).toBe(before + 1);
  });

  test('with another payload, as another command, or by somebody else is 422', async () => {
    const number = await begun(system.as('agent'));
    const commandId = randomUUID();
    await system.as('agent').post(`complaints/${number}/note`, { ...note, commandId });
    const revision = await revisionOf(number);
    const others = await Promise.all([
      system.as('agent').post(`complaints/${number}/note`, { ...note, text: 'Another', commandId }),
      system.as('agent').post(`complaints/${number}/escalate`, { to: 'executive', reason: 'x', commandId }),
      system.as('specialist').post(`complaints/${number}/note`, { ...note, commandId }),
    ]);
    expect(statuses(others)).toEqual([422, 422, 422]);
    expect(others[0].body).toMatchObject({
      type: '/problems/used-otherwise',
      errors: [{ field: 'commandId' }],
    });
    expect(await revisionOf(number)).toBe(revision);
  });

  test('with two payloads at once: one is carried out, the other told so', async () => {
    const number = await begun(system.as('agent'));
    const before = await revisionOf(number);
    const commandId = randomUUID();
    const answers = await Promise.all(
      ['One', 'Two'].map((text) =>
        system.as('agent').post(`complaints/${number}/note`, { ...note, text, commandId }),
      ),
    );
    expect(statuses(answers).sort()).toEqual([200, 422]);
    expect(await revisionOf(number)).toBe(before + 1);
  });
});

describe('a conditional command', () => {
  test('is carried out at its revision, and else 412 with what has changed', async () => {
    const agent = system.as('agent');
    const number = await begun(agent);
    const seen = (await agent.get(`complaints/${number}`)).headers.get('ETag') ?? '';
    const first = await agent.post(`complaints/${number}/note`, note, { 'If-Match': seen });
    expect(first.status).toBe(200);
    const second = await agent.post(`complaints/${number}/note`, note, { 'If-Match': seen });
    expect(second.status).toBe(412);
    expect(second.body).toMatchObject({
      type: '/problems/changed',
      revision: first.body['revision'],
      events: [{ type: 'note' }],
    });
    expect((await agent.post(`complaints/${number}/note`, note, { 'If-Match': '*' })).status).toBe(200);
    expect((await agent.post(`complaints/${number}/note`, note, { 'If-Match': 'seven' })).status).toBe(400);
  });

  test('that was carried out is answered again, though the revision has changed by it', async () => {
    const agent = system.as('agent');
    const number = await begun(agent);
    const seen = (await agent.get(`complaints/${number}`)).headers.get('ETag') ?? '';
    const body = { ...note, commandId: randomUUID() };
    const first = await agent.post(`complaints/${number}/note`, body, { 'If-Match': seen });
    const again = await agent.post(`complaints/${number}/note`, body, { 'If-Match': seen });
    expect(again.body).toEqual(first.body);
  });
});

test('forty commands at once on one case are all carried out', async () => {
  const number = await begun(system.as('agent'));
  const before = await revisionOf(number);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      system.as('agent').post(`complaints/${number}/note`, { ...note, text: `Note ${index}` }),
    ),
  );
  // On a busy machine the last of them are taken on within the time of an answer, and done a moment later.
  expect([200, 202]).toEqual(expect.arrayContaining([...new Set(statuses(answers))]));
  await until(
    () => system.as('agent').get(`complaints/${number}`),
    ({ body }) => Number(body['revision']) >= before + 40,
  );
  expect(await revisionOf(number)).toBe(before + 40);
}, 60_000);

test('the admitted commands are those that the case takes, each with its name', async () => {
  const number = await begun(system.as('agent'), classified);
  const { body: view } = await system.as('agent').get(`complaints/${number}`);
  const lead = system.as(`${String(view['department'])}-lead`);
  const { body } = await lead.get(`complaints/${number}/admitted`);
  expect(body['items']).toEqual(expect.arrayContaining([{ name: 'accept' }, { name: 'return' }]));
  expect(body['items']).not.toContainEqual({ name: 'assign' });
  const auditor = await system.as('auditor').get(`complaints/${number}/admitted`);
  expect(auditor.body['items']).toEqual([]);
});

test('an archived case takes the commands that are still open to it', async () => {
  const agent = system.as('agent');
  const number = await begun(agent, unclassified);
  await agent.post(`complaints/${number}/resolve`, { result: 'Explained', customerContent: 'yes' });
  await agent.post(`complaints/${number}/customer-satisfied`, { rating: 4 });
  // The end of the reopen window, thirty days ahead, as the workflow records it.
  await system.temporal.client.workflow.getHandle(number).terminate();
  const { revision } = (await agent.get(`complaints/${number}`)).body;
  const seq = Number(revision) + 1;
  await system.services.cases.recordTransition(number, [
    {
      seq,
      type: 'stage-entered',
      at: new Date().toISOString(),
      actor: { user: 'redress', roles: [] },
      round: 1,
      payload: { stage: 'archived' },
    },
  ]);
  const review = { rootCause: 'x', lessons: ['y'], countermeasures: [], commandId: randomUUID() };
  const first = await system.as('supervisor').post(`complaints/${number}/review`, review);
  expect(first).toMatchObject({ status: 200, body: { stage: 'archived', revision: seq + 1 } });
  const again = await system.as('supervisor').post(`complaints/${number}/review`, review);
  expect(again.body).toEqual(first.body);
  const late = await agent.post(`complaints/${number}/reopen`, { reason: 'x' });
  expect(late).toMatchObject({ status: 409, body: { stage: 'archived' } });
});
