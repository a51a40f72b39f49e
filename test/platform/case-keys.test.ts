import { createSecretKey, randomBytes } from 'node:crypto';
import { adoptKeys, createCaseKeyStore } from '../../models/case-keys';
import { keyDatabase } from '../../models/key-database';
import { createDataConverter, createMasterKey } from '../../platform/codec';
import type { MasterKey } from '../../platform/codec';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import type { MongoConnection } from '../../platform/mongo';
import { openGate } from './gate';
import type { Gate } from './gate';
import { testMongoUrl } from './servers';

const database = 'case_keys';
const logger = createLogger({ logLevel: 'silent' }, 'test');
const masterKey = createMasterKey(createSecretKey(randomBytes(32)));

let direct: MongoConnection;
let gate: Gate;
let gated: MongoConnection;

beforeAll(async () => {
  direct = await connectMongo({ mongo: { url: testMongoUrl(database) } }, logger);
  await direct.connection.dropDatabase();
  gate = await openGate(Number(new URL(testMongoUrl(database)).port));
  const throughGate = `mongodb://127.0.0.1:${gate.port}/${database}?directConnection=true`;
  gated = await connectMongo({ mongo: { url: throughGate } }, logger);
});

afterAll(async () => {
  await gated.close();
  await gate.shut();
  await direct.close();
});

/** A store as another process would have it: its own memory, the same database. */
function freshStore(wrapper: MasterKey = masterKey, { connection }: MongoConnection = direct) {
  connection.deleteModel(/^CaseKey$/);
  return createCaseKeyStore(connection, wrapper);
}

test('a key made by one process is found by another', async () => {
  const made = await freshStore().keyFor('C20261122-000001');
  const found = await freshStore().find('C20261122-000001');
  expect(found.state === 'present' && found.key.equals(made)).toBe(true);
});

test('twenty processes that ask at once get one key', async () => {
  const stores = Array.from({ length: 20 }, () => freshStore());
  const keys = await Promise.all(stores.map((store) => store.keyFor('C20261122-000002')));
  expect(new Set(keys.map((key) => key.export().toString('hex'))).size).toBe(1);
  expect(await documents('C20261122-000002')).toHaveLength(1);
});

test('looking up makes no key', async () => {
  expect(await freshStore().find('C20261122-000003')).toEqual({ state: 'unknown' });
  expect(await documents('C20261122-000003')).toEqual([]);
});

test('the database holds no key in the clear, and another master key does not open it', async () => {
  const key = await freshStore().keyFor('C20261122-000004');
  const stored = JSON.stringify(await documents('C20261122-000004'));
  expect(stored).not.toContain(key.export().toString('base64'));
  const other = createMasterKey(createSecretKey(randomBytes(32)));
  await expect(freshStore(other).find('C20261122-000004')).rejects.toThrow(
    `wrapped by master key ${masterKey.version}, and this process has ${other.version}`,
  );
});

test('a wrapped key that is moved to another case does not open', async () => {
  await freshStore().keyFor('C20261122-000005');
  const [document] = await documents('C20261122-000005');
  await collection().insertOne({ ...document, _id: 'C20261122-000006' });
  await expect(freshStore().find('C20261122-000006')).rejects.toThrow(/C20261122-000006 was wrapped by/);
});

test('a destroyed key stays destroyed: it is not found and none is made in its place', async () => {
  const store = freshStore();
  await store.keyFor('C20261122-000007');
  await store.destroy('C20261122-000007');
  for (const each of [store, freshStore()]) {
    expect(await each.find('C20261122-000007')).toEqual({ state: 'destroyed' });
    await expect(each.keyFor('C20261122-000007')).rejects.toThrow(/has been destroyed/);
  }
  expect((await documents('C20261122-000007'))[0]).not.toHaveProperty('wrappedKey');
});

test('while MongoDB is away, cases whose key is in memory go on, and the others wait', async () => {
  const store = freshStore(masterKey, gated);
  const { codec } = await createDataConverter(store);
  const cached = { type: 'workflow', namespace: 'default', workflowId: 'C20261122-000008' } as const;
  const unread = { type: 'workflow', namespace: 'default', workflowId: 'C20261122-000009' } as const;
  const payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"no sound"') };
  const encrypted = await codec.encode([payload], cached);
  const ofOther = await (await createDataConverter(freshStore())).codec.encode([payload], unread);

  await gate.shut();
  expect(await codec.decode(encrypted, cached)).toMatchObject([{ data: payload.data }]);
  expect(await codec.encode([payload], cached)).toHaveLength(1);
  await expect(codec.decode(ofOther, unread)).rejects.toThrow();

  await gate.open();
  expect(await codec.decode(ofOther, unread)).toMatchObject([{ data: payload.data }]);
});

function collection() {
  return keyDatabase(direct.connection).collection<{ _id: string }>('caseKeys');
}

function documents(owner: string) {
  return collection().find({ _id: owner }).toArray();
}

test('keys of an older version are moved before any is made, and only once', async () => {
  const owner = 'C20261122-000099';
  const key = await freshStore().keyFor(owner);
  const [document] = await documents(owner);
  if (!document) throw new Error('The key was not stored.');
  await keyDatabase(direct.connection).collection<{ _id: string }>('caseKeys').deleteOne({ _id: owner });
  await direct.connection.collection<{ _id: string }>('caseKeys').insertOne(document);
  await adoptKeys(direct.connection);
  await adoptKeys(direct.connection);
  const found = await freshStore().find(owner);
  expect(found.state === 'present' && found.key.equals(key)).toBe(true);
  expect(await direct.connection.db?.listCollections({ name: 'caseKeys' }).toArray()).toEqual([]);
});
