import { createSecretKey, randomBytes } from 'node:crypto';
import { createCaseKeyStore, rotateKeys, type KeyWrapper } from '../../models/case-keys';
import { keyDatabase } from '../../models/key-database';
import { WrongMasterKeyError, createMasterKey } from '../../platform/codec';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { testMongoUrl } from './servers';

/** More than are wrapped at once. */
const KEYS = 700;

const newMasterKey = () => createMasterKey(createSecretKey(randomBytes(32)));
const from = newMasterKey();
const to = newMasterKey();
const owners = Array.from({ length: KEYS }, (_, index) => `C20261122-${String(index).padStart(6, '0')}`);
const quiet = () => undefined;

let mongo: MongoConnection;
/** The data keys themselves, in hex. */
let plain: Map<string, string>;

beforeAll(async () => {
  mongo = await connectMongo(
    { mongo: { url: testMongoUrl('key_rotation') } },
    createLogger({ logLevel: 'silent' }, 'test'),
  );
});
afterAll(() => mongo.close());

const keys = () =>
  keyDatabase(mongo.connection).collection<{ _id: string; wrappedKey?: string; masterKeyVersion: string }>(
    'caseKeys',
  );

beforeEach(async () => {
  await keys().deleteMany({});
  const made = owners.map((owner) => ({ owner, key: createSecretKey(randomBytes(32)) }));
  plain = new Map(made.map(({ owner, key }) => [owner, key.export().toString('hex')]));
  await keys().insertMany(
    made.map(({ owner, key }) => ({
      _id: owner,
      wrappedKey: from.wrap(key, owner),
      masterKeyVersion: from.version,
      createdAt: new Date(),
    })),
  );
});

/** Every key is there, and is opened by the master key that it names. */
async function expectAllReadable(): Promise<void> {
  const read = (await keys().find().toArray()).map(
    ({ _id, wrappedKey = '', masterKeyVersion }): [string, string] => {
      const wrapper = masterKeyVersion === to.version ? to : from;
      return [_id, wrapper.unwrap(wrappedKey, _id, masterKeyVersion).export().toString('hex')];
    },
  );
  expect(new Map(read)).toEqual(plain);
}

const wrappedAnew = () => keys().countDocuments({ masterKeyVersion: to.version });

test('every key is wrapped anew and stays the same; a second run has nothing to do', async () => {
  expect(await rotateKeys(mongo.connection, from, to, quiet)).toEqual({ done: KEYS, of: KEYS });
  expect(await wrappedAnew()).toBe(KEYS);
  await expectAllReadable();
  const store = createCaseKeyStore(mongo.connection, to);
  const found = await store.find(owners[0] ?? '');
  expect(found.state === 'present' && found.key.export().toString('hex')).toBe(plain.get(owners[0] ?? ''));
  expect(await rotateKeys(mongo.connection, from, to, quiet)).toEqual({ done: KEYS, of: KEYS });
});

describe('cut off, it loses nothing and goes on', () => {
  /** Stops it in the middle of wrapping, as a kill does. */
  function dyingAfter(wraps: number): KeyWrapper {
    let left = wraps;
    return {
      ...to,
      wrap: (key, owner) => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return to.wrap(key, owner);
      },
    };
  }

  test.each([0, 1, 499, 500, 501, 699])('after %i keys', async (wraps) => {
    await expect(rotateKeys(mongo.connection, from, dyingAfter(wraps), quiet)).rejects.toThrow('killed');
    expect(await wrappedAnew()).toBeLessThan(KEYS);
    await expectAllReadable();
    expect(await rotateKeys(mongo.connection, from, to, quiet)).toEqual({ done: KEYS, of: KEYS });
    await expectAllReadable();
  });

  test('between two writes', async () => {
    const killed = () => {
      throw new Error('killed');
    };
    await expect(rotateKeys(mongo.connection, from, to, killed)).rejects.toThrow('killed');
    expect(await wrappedAnew()).toBe(500);
    await expectAllReadable();
    await rotateKeys(mongo.connection, from, to, quiet);
    await expectAllReadable();
  });
});

test('a wrong master key is refused, and changes nothing', async () => {
  const before = await keys().find().toArray();
  await expect(rotateKeys(mongo.connection, newMasterKey(), to, quiet)).rejects.toThrow(WrongMasterKeyError);
  expect(await keys().find().toArray()).toEqual(before);
});

test('a destroyed key stays destroyed', async () => {
  const [owner = ''] = owners;
  await createCaseKeyStore(mongo.connection, from).destroy(owner);
  expect(await rotateKeys(mongo.connection, from, to, quiet)).toEqual({ done: KEYS - 1, of: KEYS - 1 });
  expect(await createCaseKeyStore(mongo.connection, to).find(owner)).toEqual({ state: 'destroyed' });
});

test('what another process destroys is forgotten here within a second', async () => {
  const [owner = ''] = owners;
  const store = createCaseKeyStore(mongo.connection, from);
  const watch = store.watch();
  try {
    // The stream follows what happens once it is open.
    for (let state = 'present'; state !== 'destroyed';) {
      await store.find(owner);
      await createCaseKeyStore(mongo.connection, from).destroy(owner);
      await new Promise((resolve) => setTimeout(resolve, 50));
      state = (await store.find(owner)).state;
    }
  } finally {
    await watch.close();
  }
  expect(await store.find(owner)).toEqual({ state: 'destroyed' });
});
