import {
  createIntakeStore,
  IdempotencyKeyReusedError,
  type Filing,
  type IntakeStore,
} from '../../models/intakes';
import { openDatabase, type TestDatabase } from './database';
import { openVault } from './vault';

let database: TestDatabase;
let intakes: IntakeStore;

beforeAll(async () => {
  database = await openDatabase();
  intakes = createIntakeStore(database.connection, 'Asia/Shanghai', openVault(database.connection).sealing);
  await database.makeIndexes();
});
afterAll(() => database.drop());

function filing(enteredAt: string, idempotency?: Filing['idempotency']): Filing {
  return {
    intake: {
      kind: 'complaint',
      channel: 'phone',
      receivedAt: enteredAt,
      customer: { name: '-' },
      matter: '-',
    },
    policy: { id: 'media', version: 1 },
    filedBy: { user: 'ann', roles: ['agent'] },
    enteredAt: new Date(enteredAt),
    ...(idempotency && { idempotency }),
  };
}

const key = (name: string, digest = 'd', caller = 'ann') => ({ caller, key: name, digest });

async function count(collection: string, filter = {}): Promise<number> {
  return database.connection.collection(collection).countDocuments(filter);
}

test('the number has the day in the zone of the company', async () => {
  const late = await intakes.file(filing('2026-05-01T15:59:59Z'));
  const early = await intakes.file(filing('2026-05-01T16:00:00Z'));
  expect([late.intake._id, early.intake._id]).toEqual(['C20260501-000001', 'C20260502-000001']);
});

test('filed at the same time, each has a number of its own, also on the first day there is', async () => {
  const filed = await Promise.all(
    Array.from({ length: 100 }, () => intakes.file(filing('2026-06-01T04:00:00Z'))),
  );
  const numbers = filed.map(({ intake }) => intake._id).sort();
  expect(new Set(numbers).size).toBe(100);
  expect([numbers[0], numbers.at(-1)]).toEqual(['C20260601-000001', 'C20260601-000100']);
});

test('what was filed is found, with who filed it and under which rules', async () => {
  const { intake } = await intakes.file(filing('2026-06-02T04:00:00Z'));
  expect(await intakes.find(intake._id)).toEqual(intake);
  expect(await intakes.find('C20260602-999999')).toBeUndefined();
});

test('a repeated key gives what the first one made', async () => {
  const first = await intakes.file(filing('2026-06-03T04:00:00Z', key('once')));
  const again = await intakes.file(filing('2026-06-03T04:05:00Z', key('once')));
  expect(again).toEqual({ intake: first.intake, repeated: true });
  expect(first.repeated).toBe(false);
});

test('a key that comes with another body is refused, and nothing is filed', async () => {
  await intakes.file(filing('2026-06-04T04:00:00Z', key('changed')));
  const before = await count('intakes');
  const other = filing('2026-06-04T04:00:00Z', key('changed', 'other'));
  await expect(intakes.file(other)).rejects.toThrow(IdempotencyKeyReusedError);
  expect(await count('intakes')).toBe(before);
});

test('keys of different callers are different', async () => {
  const one = await intakes.file(filing('2026-06-05T04:00:00Z', key('same', 'd', 'ann')));
  const other = await intakes.file(filing('2026-06-05T04:00:00Z', key('same', 'd', 'bob')));
  expect(other.intake._id).not.toBe(one.intake._id);
});

test('of many requests with one key at the same time, one files', async () => {
  const before = await count('intakes');
  const same = () => intakes.file(filing('2026-06-06T04:00:00Z', key('race')));
  const filed = await Promise.all(Array.from({ length: 10 }, same));
  expect(new Set(filed.map(({ intake }) => intake._id)).size).toBe(1);
  expect(filed.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(await count('intakes')).toBe(before + 1);
});

test('of requests with one key and two bodies at the same time, one body files and the other is refused', async () => {
  const file = (digest: string) => intakes.file(filing('2026-06-07T04:00:00Z', key('two', digest)));
  const outcomes = await Promise.allSettled(['a', 'b', 'a', 'b', 'a', 'b'].map(file));
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(3);
  for (const outcome of refused) {
    expect(outcome).toMatchObject({ reason: { name: 'IdempotencyKeyReusedError' } });
  }
  expect(await count('idempotencyKeys', { key: 'two' })).toBe(1);
});

test('a key is forgotten after 30 days, the intake is not', async () => {
  await intakes.file(filing('2026-06-08T04:00:00Z', key('kept')));
  const stored = await database.connection.collection('idempotencyKeys').findOne({ key: 'kept' });
  expect(stored).toMatchObject({ expiresAt: new Date('2026-07-08T04:00:00Z') });
  const indexes = await database.connection.collection('idempotencyKeys').indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
  const ofIntakes = await database.connection.collection('intakes').indexes();
  expect(ofIntakes.filter((index) => index.expireAfterSeconds !== undefined)).toEqual([]);
});

test('those that wait for their start come oldest first, and only those entered before a time', async () => {
  const later = (await intakes.file(filing('2026-01-02T04:00:00Z'))).intake._id;
  const earlier = (await intakes.file(filing('2026-01-01T04:00:00Z'))).intake._id;
  const found = await intakes.unstarted(new Date('2026-01-03T00:00:00Z'), 10);
  expect(found.map(({ _id }) => _id)).toEqual([earlier, later]);
  expect(await intakes.unstarted(new Date('2026-01-03T00:00:00Z'), 1)).toHaveLength(1);
  expect(await intakes.unstarted(new Date('2026-01-01T04:00:00Z'), 10)).toEqual([]);
});

test('a counter that a killed mongod has set back gives no number twice and refuses nobody', async () => {
  const at = '2026-06-20T04:00:00Z';
  const before = [await intakes.file(filing(at)), await intakes.file(filing(at, key('before the kill')))];
  await database.connection
    .collection<{ _id: string; value: number }>('counters')
    .updateOne({ _id: 'case-20260620' }, { $set: { value: 0 } });
  const after = [await intakes.file(filing(at)), await intakes.file(filing(at, key('after the kill')))];
  const numbers = [...before, ...after].map(({ intake }) => intake._id);
  expect(numbers).toEqual([1, 2, 3, 4].map((value) => `C20260620-00000${value}`));
});
