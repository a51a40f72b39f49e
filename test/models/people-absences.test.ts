import { createDirectory, type Directory, type UserDocument } from '../../models/people';
import { openDatabase, type TestDatabase } from './database';

const AT = '2026-11-24T06:00:00Z';
const AWAY = { from: '2026-11-23T09:00:00+08:00', to: '2026-11-27T09:00:00+08:00', enteredBy: 'admin' };
const UNTIL = '2026-11-27T01:00:00.000Z';

let database: TestDatabase;
let directory: Directory;

beforeAll(async () => {
  database = await openDatabase();
  directory = createDirectory(database.connection);
  await database.makeIndexes();
});
afterAll(() => database.drop());

beforeEach(async () => {
  const people: UserDocument[] = [
    { _id: 'lea', name: '刘洋', roles: ['lead'], department: 'technical', deputy: 'han' },
    { _id: 'han', name: '郑凯', roles: ['handler'], department: 'technical', deputy: 'pia' },
    { _id: 'pia', name: '吴婷', roles: ['handler'], department: 'technical' },
  ];
  for (const user of people) await directory.saveUser(user);
  await directory.saveDepartment({
    _id: 'technical',
    title: { zh: '技术部', en: 'Technical' },
    lead: 'lea',
  });
});

async function enter(user: string, entry = AWAY): Promise<string> {
  const entered = await directory.addAbsence(user, entry);
  if (typeof entered === 'string') throw new Error(entered);
  return entered.id;
}

test('times are kept in UTC, whatever their offset', async () => {
  await enter('lea');
  const [absence] = (await directory.user('lea'))?.absences ?? [];
  expect(absence).toMatchObject({ from: '2026-11-23T01:00:00.000Z', to: UNTIL });
});

test('an absence leads to the deputy, for as long as it lasts', async () => {
  expect(await directory.standInFor('lea', AT)).toEqual({ user: 'lea', via: [] });
  await enter('lea');
  const via = [{ user: 'lea', awayUntil: UNTIL, next: 'deputy' }];
  expect(await directory.standInFor('lea', AT)).toEqual({ user: 'han', via });
  expect(await directory.standInFor('lea', UNTIL)).toEqual({ user: 'lea', via: [] });
  expect(await directory.standInFor('gone', AT)).toEqual({ user: 'gone', via: [] });
});

test('what another process entered is seen at once by whoever tells', async () => {
  const elsewhere = createDirectory(await database.connectAgain());
  expect(await elsewhere.standInFor('lea', AT)).toMatchObject({ user: 'lea' });
  await enter('lea');
  await enter('han');
  expect(await elsewhere.standInFor('lea', AT)).toMatchObject({ user: 'pia' });
  await directory.nameDeputy('han', undefined);
  expect(await elsewhere.standInFor('lea', AT)).toMatchObject({ user: 'lea', via: [{}, { next: 'nobody' }] });
});

test('a deputy stands in for everybody in the chain, and only the one to whom it came does', async () => {
  await enter('lea');
  expect(await directory.absenteesOf('han', AT)).toEqual([
    { user: 'lea', roles: ['lead'], department: 'technical' },
  ]);
  await enter('han');
  expect(await directory.absenteesOf('han', AT)).toEqual([]);
  expect((await directory.absenteesOf('pia', AT)).map(({ user }) => user)).toEqual(['han', 'lea']);
  expect(await directory.absenteesOf('pia', UNTIL)).toEqual([]);
});

test('a lead to whom it fell for want of a deputy does not stand in by right', async () => {
  await enter('pia');
  expect(await directory.standInFor('pia', AT)).toMatchObject({ user: 'lea' });
  expect(await directory.absenteesOf('lea', AT)).toEqual([]);
});

test('an absence that runs ends at the time given, one to come is taken out, one that is over stays', async () => {
  const id = await enter('lea');
  expect(await directory.endAbsence('lea', id, AT)).toBe(true);
  expect(await directory.endAbsence('lea', id, UNTIL)).toBe(true);
  expect((await directory.user('lea'))?.absences).toMatchObject([{ id, to: '2026-11-24T06:00:00.000Z' }]);

  const next = await enter('lea', { ...AWAY, from: '2026-11-25T00:00:00Z' });
  expect(await directory.endAbsence('lea', next, AT)).toBe(true);
  expect((await directory.user('lea'))?.absences).toHaveLength(1);
  expect(await directory.endAbsence('lea', next, AT)).toBe(false);
  expect(await directory.endAbsence('gone', next, AT)).toBe(false);
});
