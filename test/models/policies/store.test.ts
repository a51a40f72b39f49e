import { createPolicyStore, loadPacks, type LoadedPack, type PolicyStore } from '../../../models/policies';
import { openDatabase, type TestDatabase } from '../database';
import { DEPARTMENTS, POLICIES } from '../media';

let database: TestDatabase;
let store: PolicyStore;
let media: LoadedPack;

beforeAll(async () => {
  database = await openDatabase();
  store = createPolicyStore(database.connection);
  await database.makeIndexes();
  media = await loadedMedia();
});
afterAll(() => database.drop());

async function loadedMedia(): Promise<LoadedPack> {
  const found = (await loadPacks(POLICIES, DEPARTMENTS)).find(({ id }) => id === 'media');
  if (!found) throw new Error('There is no pack media.');
  return found;
}

/** The same rules under another id, so that each test has a pack of its own. */
function pack(id: string, digest = 'one', arbitrateAfterReturns = 3): LoadedPack {
  return { ...media, id, digest, rules: { ...media.rules, id, arbitrateAfterReturns } };
}

test('a pack keeps its version as long as its rules are the same', async () => {
  expect(await store.publish([media])).toEqual([{ id: 'media', version: 1, isNew: true }]);
  expect(await store.publish([media])).toEqual([{ id: 'media', version: 1, isNew: false }]);
  expect(await store.current('media')).toEqual({ ...media.rules, version: 1 });
});

test('changed rules are the next version, and the one before stays what it was', async () => {
  await store.publish([pack('changing')]);
  await store.publish([pack('changing', 'two', 5)]);
  expect(await store.current('changing')).toMatchObject({ version: 2, arbitrateAfterReturns: 5 });
  expect(await store.find('changing', 1)).toMatchObject({ version: 1, arbitrateAfterReturns: 3 });
  expect(await store.find('changing', 3)).toBeUndefined();
});

test('rules that come back are a version of their own', async () => {
  await store.publish([pack('back')]);
  await store.publish([pack('back', 'two', 5)]);
  expect(await store.publish([pack('back')])).toEqual([{ id: 'back', version: 3, isNew: true }]);
});

test('published by several processes at once, it is one version', async () => {
  const published = await Promise.all([1, 2, 3, 4].map(() => store.publish([pack('race')])));
  expect(published.flat().filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(published.flat().every(({ version }) => version === 1)).toBe(true);
});

test('the newest of each pack is listed', async () => {
  await store.publish([pack('listed'), pack('listed', 'two', 4)]);
  const listed = (await store.all()).filter(({ id }) => id === 'listed');
  expect(listed).toEqual([expect.objectContaining({ version: 2, arbitrateAfterReturns: 4 })]);
});

test('the digest is of the rules, not of how the file is written', async () => {
  const again = await loadedMedia();
  expect(again.digest).toBe(media.digest);
  expect(media.digest).toMatch(/^[\da-f]{64}$/);
});
