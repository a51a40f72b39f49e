import {
  createAccountStore,
  createSignInAttempts,
  type AccountStore,
  type SignInAttempts,
} from '../../models/accounts';
import { hashPassword, isOutdated, isPassword } from '../../platform/passwords';
import { openDatabase, type TestDatabase } from './database';

let database: TestDatabase;
let accounts: AccountStore;
let attempts: SignInAttempts;

beforeAll(async () => {
  database = await openDatabase();
  accounts = createAccountStore(database.connection);
  attempts = createSignInAttempts(database.connection);
  await database.makeIndexes();
});
afterAll(() => database.drop());

const START = Date.parse('2026-11-22T08:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);

describe('wrong attempts', () => {
  const rule = { free: 3, firstLockMs: 10_000, longestLockMs: 60_000 };
  const account = (name: string) => ({ kind: 'account', name }) as const;

  test('lock after the free ones, each time for twice as long, up to a limit', async () => {
    const source = account('ann');
    const locks: number[] = [];
    let now = 0;
    for (let count = 0; count < 8; count += 1) {
      expect(await attempts.begin(source, rule, at(now))).toBeUndefined();
      const until = await attempts.lockOf(source, at(now));
      locks.push(until ? (until.getTime() - START) / 1000 - now : 0);
      now = until ? (until.getTime() - START) / 1000 : now + 1;
    }
    expect(locks).toEqual([0, 0, 10, 20, 40, 60, 60, 60]);
  });

  test('count nothing while it is locked', async () => {
    const source = account('bob');
    for (let count = 0; count < 3; count += 1) await attempts.begin(source, rule, at(0));
    const before = await database.connection.collection('signInAttempts').find().toArray();
    for (let count = 0; count < 20; count += 1) {
      expect(await attempts.begin(source, rule, at(1))).toEqual(at(10));
    }
    expect(await database.connection.collection('signInAttempts').find().toArray()).toEqual(before);
  });

  test('at the same moment are counted one by one', async () => {
    const source = account('eve');
    const begun = await Promise.all(Array.from({ length: 50 }, () => attempts.begin(source, rule, at(0))));
    expect(begun.filter((lock) => lock === undefined)).toHaveLength(3);
  });

  test('are forgotten by a success, and after a day', async () => {
    const source = account('cat');
    await attempts.begin(source, rule, at(0));
    await attempts.begin(source, rule, at(0));
    await attempts.forgive(source);
    for (let count = 0; count < 2; count += 1) await attempts.begin(source, rule, at(0));
    await attempts.begin(source, rule, at(86_400));
    expect(await attempts.lockOf(source, at(86_400))).toBeUndefined();
  });

  test('of an account and of an address of the same text are two things', async () => {
    for (let count = 0; count < 3; count += 1) await attempts.begin(account('10.0.0.1'), rule, at(0));
    expect(await attempts.lockOf({ kind: 'address', address: '10.0.0.1' }, at(0))).toBeUndefined();
    expect(await attempts.lockOf(account('10.0.0.1'), at(0))).toEqual(at(10));
  });
});

describe('somebody at a provider', () => {
  const subject = (id: string) => ({ issuer: 'https://id.example', subject: id });

  test('is bound to one user, and a user to one of them', async () => {
    expect(await accounts.link('dan', subject('1'))).toBe(true);
    expect((await accounts.ofSubject(subject('1')))?._id).toBe('dan');
    expect(await accounts.link('dan', subject('2'))).toBe(false);
    expect(await accounts.link('dora', subject('1'))).toBe(false);
    expect(await accounts.ofSubject({ issuer: 'https://other.example', subject: '1' })).toBeUndefined();
  });

  test('never comes by an account that has a password', async () => {
    await accounts.setPassword('root', { hash: 'x', by: 'root', mustChange: false, at: at(0) });
    expect(await accounts.link('root', subject('3'))).toBe(false);
    expect(await accounts.ofSubject(subject('3'))).toBeUndefined();
  });
});

test('a password is kept one-way, with a salt of its own, whichever way its letters were typed', async () => {
  const [one, other] = await Promise.all([hashPassword('Ångström 密码'), hashPassword('Ångström 密码')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await isPassword('A\u030angstro\u0308m 密码', one)).toBe(true);
  expect(await isPassword('Angstrom 密码', one)).toBe(false);
  expect([one, '$argon2id$v=19$m=19456,t=2,p=1$x$y'].map(isOutdated)).toEqual([false, true]);
});
