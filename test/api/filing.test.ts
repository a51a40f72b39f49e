import { randomUUID } from 'node:crypto';
import { classified, filed, unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('filing');
}, 60_000);
afterAll(() => system.close());

const intakes = () => system.mongo.connection.collection('intakes');

describe('filing', () => {
  test('is answered with 201, the number, and where the complaint is read', async () => {
    const { status, headers, body } = await system.as('agent').post('complaints', unclassified);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'complaint',
      stage: 'registered',
      revision: 0,
      policy: 'media',
      policyVersion: 1,
      owner: 'agent',
      heldBy: 'customer-service',
      matter: unclassified.matter,
      customer: unclassified.customer,
    });
    expect(body['number']).toMatch(/^C\d{8}-\d{6,}$/);
    expect(body['receivedAt']).toBe(body['enteredAt']);
    expect(headers.get('Location')).toBe(`/api/v1/complaints/${String(body['number'])}`);
    const read = await system.as('agent').get(headers.get('Location') ?? '');
    expect(read.body).toEqual(body);
    expect(read.headers.get('ETag')).toBe('"0"');
  });

  test('keeps when it was received, and takes a receipt that is a little ahead as now', async () => {
    const agent = system.as('agent');
    const earlier = new Date(Date.now() - 3_600_000).toISOString();
    const then = await agent.post('complaints', { ...unclassified, receivedAt: earlier });
    expect(then.body['receivedAt']).toBe(earlier);
    const ahead = new Date(Date.now() + 30_000).toISOString();
    const now = await agent.post('complaints', { ...unclassified, receivedAt: ahead });
    expect(now.body['receivedAt']).toBe(now.body['enteredAt']);
  });

  test('one past the handlers, which another body has passed on, is taken in as such', async () => {
    const transferredBy = { body: '12315', reference: '20261122-0815' };
    const { status, body } = await system
      .as('agent')
      .post('complaints', { ...unclassified, route: 'direct', transferredBy });
    expect(status).toBe(201);
    expect(body).toMatchObject({ route: 'direct', transfer: transferredBy });
  });

  test('a command on it is answered with 503 and Retry-After until its procedure has begun', async () => {
    const number = await filed(system.as('agent'));
    const { status, headers, body } = await system
      .as('agent')
      .post(`complaints/${number}/note`, { text: 'x', visibility: 'internal' });
    expect(status).toBe(503);
    expect(body['type']).toBe('/problems/not-yet');
    expect(headers.get('Retry-After')).toBe('1');
  });

  test('is for employees and other systems, each seeing what is theirs', async () => {
    const number = await filed(system.as('integration'));
    expect((await system.as('integration').get(`complaints/${number}`)).status).toBe(200);
    const others = await filed(system.as('agent'));
    expect((await system.as('integration').get(`complaints/${others}`)).status).toBe(403);
    expect((await system.as('auditor').post('complaints', unclassified)).status).toBe(403);
    expect((await system.as('logistics-handler').post('complaints', unclassified)).status).toBe(201);
  });
});

describe('the idempotency key', () => {
  test('repeats the answer, and files once, also for ten requests at once', async () => {
    const agent = system.as('agent');
    const before = await intakes().countDocuments();
    const key = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => agent.post('complaints', classified, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body['number'])).size).toBe(1);
    expect(await intakes().countDocuments()).toBe(before + 1);
    const again = await agent.post('complaints', classified, key);
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(again.body).toEqual(answers[0]?.body);
  });

  test('with another body is refused, and belongs to its caller', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const first = await system.as('agent').post('complaints', unclassified, key);
    const before = await intakes().countDocuments();
    const other = await system.as('agent').post('complaints', { ...unclassified, matter: 'Another' }, key);
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({
      type: '/problems/used-otherwise',
      errors: [{ field: 'Idempotency-Key' }],
    });
    expect(await intakes().countDocuments()).toBe(before);
    const colleague = await system.as('specialist').post('complaints', unclassified, key);
    expect(colleague.status).toBe(201);
    expect(colleague.body['number']).not.toBe(first.body['number']);
  });
});

describe('bad input names its field, and nothing is stored', () => {
  const year = new Date().getUTCFullYear();
  const cases: [string, object, string][] = [
    ['an unknown field', { priority: 1 }, 'priority'],
    ['an unknown field inside', { customer: { name: 'x', nick: 'y' } }, 'customer.nick'],
    ['a wrong type', { matter: 5 }, 'matter'],
    ['a missing part', { customer: {} }, 'customer.name'],
    ['a value that is none', { urgency: 'soon' }, 'urgency'],
    ['a date that does not exist', { receivedAt: `${year - 1}-02-30T10:00:00+08:00` }, 'receivedAt'],
    ['a time without its offset', { occurredAt: `${year - 1}-02-03T10:00:00` }, 'occurredAt'],
    ['a receipt in the future', { receivedAt: `${year + 1}-01-01T00:00:00Z` }, 'receivedAt'],
    ['a receipt long ago', { receivedAt: '1926-01-01T00:00:00Z' }, 'receivedAt'],
    ['an occurrence in the future', { occurredAt: `${year + 1}-01-01T00:00:00Z` }, 'occurredAt'],
    ['another kind', { kind: 'consultation' }, 'kind'],
    ['an unknown department', { department: 'sales' }, 'department'],
    ['an unknown department it is about', { aboutDepartment: 'sales' }, 'aboutDepartment'],
    ['a subtype of another class', { contentType: 'service', subtype: 'late' }, 'subtype'],
    ['a subtype without its class', { subtype: 'late' }, 'subtype'],
    ['a policy that there is not', { policy: 'banking' }, 'policy'],
    ['an e-mail address that is none', { customer: { name: 'x', email: 'y' } }, 'customer.email'],
    ['a text without an end', { matter: 'x'.repeat(10_001) }, 'matter'],
    ['a name of two lines', { customer: { name: 'x\ny' } }, 'customer.name'],
  ];

  test.each(cases)('%s', async (_what, change, field) => {
    const before = await intakes().countDocuments();
    const { status, headers, body } = await system
      .as('agent')
      .post('complaints', { ...unclassified, ...change });
    expect(status).toBe(422);
    expect(headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: '/problems/invalid', errors: [{ field }] });
    expect(await intakes().countDocuments()).toBe(before);
  });

  test('each of several unknown fields is named', async () => {
    const { body } = await system.as('agent').post('complaints', { ...unclassified, a: 1, b: 2 });
    expect(body['errors']).toMatchObject([{ field: 'a' }, { field: 'b' }]);
  });

  const numbers: [string, object, string][] = [
    ['an ID-card number', { matter: 'Mine is 11010519491231002X, please' }, 'matter'],
    ['one written full-width', { expectation: '１１０１０５１９４９１２３１００２Ｘ' }, 'expectation'],
    ['one with spaces', { customer: { name: '110105 19491231 002X' } }, 'customer.name'],
    ['a bank-card number', { mood: 'Pay to 6222 0212 3456 7894' }, 'mood'],
    ['one in a list', { persons: ['x', '6222021234567894'] }, 'persons[1]'],
  ];

  test.each(numbers)('%s, without repeating its digits', async (_what, change, field) => {
    const before = await intakes().countDocuments();
    const { status, body } = await system.as('agent').post('complaints', { ...unclassified, ...change });
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: '/problems/personal-number', errors: [{ field }] });
    expect(JSON.stringify({ ...body, requestId: undefined })).not.toMatch(/\d{4}/);
    expect(await intakes().countDocuments()).toBe(before);
  });

  test('an order number passes', async () => {
    const order = { ...unclassified, matter: 'Order 202611221234567890 has not come' };
    expect((await system.as('agent').post('complaints', order)).status).toBe(201);
  });
});
