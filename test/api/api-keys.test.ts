import { Browser, giveAccounts, signedIn } from './support/browser';
import { ApiClient, type Answer } from './support/client';
import { filed, unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let administrator: ApiClient;

beforeAll(async () => {
  system = await startSystem('api-keys');
  administrator = system.as('administrator');
}, 60_000);
afterAll(() => system.close());

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const asked = { owner: 'integration', purpose: 'Tickets', scope: { kind: 'write' } };

async function made(body: object): Promise<{ readonly client: ApiClient; readonly answer: Answer }> {
  const answer = await administrator.post('api-keys', { ...asked, ...body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return { client: new ApiClient(system.url, String(answer.body['key'])), answer };
}

describe('an API key', () => {
  test('is shown once, and listed without itself, with owner, expiry and last use', async () => {
    const { client, answer } = await made({ expiresAt: inDays(30) });
    const key = String(answer.body['key']);
    expect(key).toMatch(/^rk_[\w-]{43}$/);
    await filed(client);
    const { body } = await administrator.get('api-keys');
    expect(JSON.stringify(body)).not.toContain(key.slice(3));
    expect(body['items']).toContainEqual(
      expect.objectContaining({
        id: answer.body['id'],
        owner: 'integration',
        purpose: 'Tickets',
        scope: { kind: 'write' },
        createdBy: 'administrator',
      }),
    );
    const items = JSON.stringify(body['items']);
    expect(items).toMatch(/"lastUsedAt":"20/);
    expect(
      await system.mongo.connection.collection('accessRecord').findOne({ action: 'makeApiKey' }),
    ).toMatchObject({
      user: 'administrator',
      about: 'integration',
    });
  });

  test('to read with changes nothing', async () => {
    const { client } = await made({ scope: { kind: 'read' } });
    expect((await client.get('complaints')).status).toBe(200);
    expect((await client.post('complaints', unclassified)).status).toBe(403);
  });

  test('for named operations does these only', async () => {
    const { client } = await made({ scope: { kind: 'operations', operations: ['fileComplaint'] } });
    const number = await filed(client);
    expect((await client.get(`complaints/${number}`)).status).toBe(403);
    expect((await client.get('complaints')).status).toBe(403);
  });

  test('that is withdrawn, or whose owner is disabled or has lost the role, opens nothing', async () => {
    const { client, answer } = await made({});
    const id = String(answer.body['id']);
    expect((await client.get('complaints')).status).toBe(200);
    expect((await administrator.post(`api-keys/${id}/withdraw`)).status).toBe(204);
    expect((await client.get('complaints')).status).toBe(401);
    expect((await administrator.post(`api-keys/${id}/withdraw`)).status).toBe(404);

    const agent = (await made({ owner: 'agent' })).client;
    expect((await agent.post('complaints', unclassified)).status).toBe(201);
    await administrator.post('accounts/agent/change', { roles: ['auditor'] });
    expect((await agent.post('complaints', unclassified)).status).toBe(403);
    await administrator.post('accounts/agent/change', { roles: ['agent'] });
    await administrator.post('accounts/agent/disable');
    expect((await agent.get('complaints')).status).toBe(401);
    expect((await system.as('agent').get('complaints')).status).toBe(401);
    await administrator.post('accounts/agent/enable');
    expect((await system.as('agent').get('complaints')).status).toBe(200);
  });

  test.each([
    ['owner', { owner: 'nobody-there' }],
    ['roles', { roles: ['administrator'] }],
    ['expiresAt', { expiresAt: inDays(-1) }],
    ['expiresAt', { expiresAt: inDays(800) }],
    ['scope.operations[1]', { scope: { kind: 'operations', operations: ['fileComplaint', 'explode'] } }],
    ['purpose', { purpose: '' }],
  ])('with a wrong %s is not made', async (field, body) => {
    const { status, body: answer } = await administrator.post('api-keys', { ...asked, ...body });
    expect({ status, errors: answer['errors'] }).toMatchObject({ status: 422, errors: [{ field }] });
  });
});

describe('an account', () => {
  const person = { user: 'li.wei', name: '李伟', roles: ['lead'], department: 'technical' };

  test('is made, changed, and shut out at once', async () => {
    const added = await administrator.post('accounts', { ...person, password: 'orange ladder winter 55' });
    expect({ status: added.status, location: added.headers.get('Location') }).toEqual({
      status: 201,
      location: '/api/v1/accounts/li.wei',
    });
    await giveAccounts(system, 'li.wei');
    const browser = await signedIn(system, 'li.wei');
    const changed = await administrator.post('accounts/li.wei/change', {
      roles: ['supervisor'],
      department: null,
    });
    expect(changed.body).toMatchObject({ roles: ['supervisor'], department: null, sessions: 1 });
    expect((await browser.get('session')).body).toMatchObject({ roles: ['supervisor'] });
    expect((await administrator.post('accounts/li.wei/disable')).body).toMatchObject({
      disabled: true,
      sessions: 0,
    });
    expect((await browser.get('session')).status).toBe(401);
    expect((await new Browser(system.url).signIn('li.wei')).status).toBe(401);
  });

  test.each([
    ['user', { user: 'technical-lead' }],
    ['user', { user: 'Li Wei' }],
    ['roles', { roles: ['customer'] }],
    ['roles', { roles: ['auditor', 'agent'] }],
    ['roles', { roles: [] }],
    ['department', { department: 'nowhere' }],
    ['department', { department: undefined }],
    ['password', { password: 'password1234' }],
    ['password', { roles: ['integration'], department: undefined, password: 'orange ladder winter 55' }],
  ])('with a wrong %s is not made', async (field, wrong) => {
    const { status, body } = await administrator.post('accounts', { ...person, user: 'li.na', ...wrong });
    expect({ status, errors: body['errors'] }).toMatchObject({ status: 422, errors: [{ field }] });
    expect((await administrator.get('accounts/li.na')).status).toBe(404);
  });

  test('of one’s own is for others to shut out', async () => {
    expect((await administrator.post('accounts/administrator/disable')).status).toBe(403);
    const { status } = await administrator.post('accounts/administrator/change', { roles: ['auditor'] });
    expect(status).toBe(422);
  });
});
