import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccountStore } from '../../models/accounts';
import { createApiKeyStore } from '../../models/people';
import { isPassword } from '../../platform/passwords';
import { makeAccounts } from '../../scripts/demo/accounts';
import { demoUsers } from '../../scripts/demo/people';
import { openDatabase, type TestDatabase } from './database';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await openDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'redress-demo-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

test('demo people have passwords that stay, until they choose their own; systems have none', async () => {
  const accounts = createAccountStore(database.connection);
  const stores = { accounts, apiKeys: createApiKeyStore(database.connection) };
  const users = demoUsers.filter(({ _id }) => ['agent', 'technical-lead', 'integration'].includes(_id));
  const file = path.join(folder, 'demo.json');
  const make = () => makeAccounts(file, 'http://127.0.0.1:3000', users, stores);

  const first = await make();
  expect(first.keys.map(({ user }) => user)).toEqual(['agent', 'integration', 'technical-lead']);
  expect(first.accounts).toMatchObject([
    { user: 'agent', role: 'agent', department: 'customer-service' },
    { user: 'technical-lead', role: 'lead', department: 'technical' },
  ]);
  for (const { password } of first.accounts) expect(password).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d\d$/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const [agent] = first.accounts;
  expect(await isPassword(agent?.password ?? '', (await accounts.find('agent'))?.passwordHash ?? '')).toBe(
    true,
  );
  expect(await make()).toEqual(first);

  const own = { hash: 'their own', by: 'agent', mustChange: false, at: new Date() };
  await accounts.setPassword('agent', own);
  const later = await make();
  expect(later.accounts.map(({ user }) => user)).toEqual(['technical-lead']);
  expect((await accounts.find('agent'))?.passwordHash).toBe('their own');
});
