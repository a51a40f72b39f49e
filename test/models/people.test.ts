import { createApiKeyStore, createDirectory, type ApiKeyStore, type Directory } from '../../models/people';
import { openDatabase, type TestDatabase } from './database';

let database: TestDatabase;
let directory: Directory;
let apiKeys: ApiKeyStore;

beforeAll(async () => {
  database = await openDatabase();
  directory = createDirectory(database.connection);
  apiKeys = createApiKeyStore(database.connection);
  await database.makeIndexes();
});
afterAll(() => database.drop());

describe('API keys', () => {
  test('say whose they are, with role and department', async () => {
    const key = await apiKeys.create({ user: 'lea', roles: ['lead'], department: 'technical' });
    expect(await apiKeys.authenticate(key)).toEqual({
      user: 'lea',
      roles: ['lead'],
      department: 'technical',
    });
  });

  test('are stored as digests only', async () => {
    const key = await apiKeys.create({ user: 'eva', roles: ['agent'] });
    const stored = await database.connection.collection('apiKeys').findOne({ user: 'eva' });
    expect(JSON.stringify(stored)).not.toContain(key.slice(3, 20));
    expect(key.length).toBeGreaterThan(40);
  });

  test.each(['', 'rk_unknown', 'x'.repeat(5_000)])('that are unknown belong to nobody: %#', async (key) => {
    expect(await apiKeys.authenticate(key)).toBeUndefined();
  });

  test('that have expired or were withdrawn belong to nobody', async () => {
    const past = new Date(Date.now() - 1_000);
    const expired = await apiKeys.create({ user: 'max', roles: ['agent'], expiresAt: past });
    expect(await apiKeys.authenticate(expired)).toBeUndefined();
    const key = await apiKeys.create({ user: 'moe', roles: ['agent'] });
    expect(await apiKeys.authenticate(key)).toBeDefined();
    expect(await apiKeys.withdraw('moe')).toBe(1);
    expect(await apiKeys.authenticate(key)).toBeUndefined();
  });

  test('note their use, at most once a minute', async () => {
    const key = await apiKeys.create({ user: 'use', roles: ['agent'] });
    const stored = database.connection.collection<{ user: string; lastUsedAt?: Date }>('apiKeys');
    const lastUsed = async () => (await stored.findOne({ user: 'use' }))?.lastUsedAt;
    await apiKeys.authenticate(key);
    const first = await lastUsed();
    expect(first).toBeInstanceOf(Date);
    await apiKeys.authenticate(key);
    expect(await lastUsed()).toEqual(first);
  });
});

describe('the directory', () => {
  beforeAll(async () => {
    await directory.saveUser({
      _id: 'lea',
      name: '刘洋',
      roles: ['lead'],
      department: 'technical',
      email: 'lea@example.com',
    });
    await directory.saveUser({
      _id: 'sue',
      name: '冯丽',
      roles: ['supervisor'],
      department: 'customer-service',
    });
    await directory.saveUser({ _id: 'abe', name: '冯军', roles: ['supervisor'], department: 'elsewhere' });
    await directory.saveUser({ _id: 'rex', name: '高远', roles: ['executive'] });
    await directory.saveDepartment({
      _id: 'technical',
      title: { zh: '技术部', en: 'Technical' },
      lead: 'lea',
    });
  });

  test.each([
    ['lead', 'technical', 'lea'],
    ['handler', 'technical', 'lea'],
    ['lead', 'nowhere', undefined],
    ['supervisor', 'customer-service', 'sue'],
    ['executive', 'customer-service', 'rex'],
    ['quality-manager', 'customer-service', undefined],
    ['owner', 'customer-service', undefined],
  ] as const)('knows the %s of %s', async (role, department, user) => {
    expect(await directory.personFor(role, department)).toBe(user);
  });

  test('sees at once who got a role that nobody had', async () => {
    expect(await directory.personFor('head-of-customer-service', 'customer-service')).toBeUndefined();
    await directory.saveUser({ _id: 'hal', name: '-', roles: ['head-of-customer-service'] });
    expect(await directory.personFor('head-of-customer-service', 'customer-service')).toBe('hal');
  });

  test('knows names, addresses, and titles', async () => {
    expect(await directory.person('lea')).toEqual({ name: '刘洋', email: 'lea@example.com' });
    expect(await directory.person('sue')).toEqual({ name: '冯丽' });
    expect(await directory.person('nobody')).toBeUndefined();
    expect(await directory.departmentTitle('technical')).toEqual({ zh: '技术部', en: 'Technical' });
    expect((await directory.departments()).map(({ _id }) => _id)).toEqual(['technical']);
  });
});
