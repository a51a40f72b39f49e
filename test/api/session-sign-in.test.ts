import { performance } from 'node:perf_hooks';
import { Browser, giveAccounts, signedIn } from './support/browser';
import { startSystem, type System } from './support/system';

const LOCK_S = 300;

let system: System;

beforeAll(async () => {
  system = await startSystem('sign-in', { SIGN_IN_LOCK: `PT${LOCK_S}S` });
  await giveAccounts(
    system,
    'agent',
    'specialist',
    'executive',
    'technical-lead',
    'technical-handler',
    'quality-manager',
  );
}, 60_000);
afterAll(() => system.close());

const sessions = () => system.mongo.connection.collection<{ _id: string; user: string }>('sessions');
const newBrowser = () => new Browser(system.url);

describe('signing in', () => {
  test('lets somebody in who has user and password, and tells who they are', async () => {
    const browser = newBrowser();
    const { status, body } = await browser.signIn(' Agent ');
    expect(status).toBe(200);
    expect(body).toEqual({
      user: 'agent',
      name: '张晓',
      roles: ['agent'],
      department: 'customer-service',
      locale: 'zh',
      mustChangePassword: false,
    });
    expect((await browser.get('session')).body).toEqual(body);
    expect((await browser.get('complaints')).status).toBe(200);
    expect((await newBrowser().get('session')).status).toBe(401);
  });

  test('gives a cookie that no script and no other site gets, and keeps only its digest', async () => {
    const browser = newBrowser();
    const { headers } = await browser.signIn('agent');
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^redress=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const stored = JSON.stringify(await sessions().find().toArray());
    expect(stored).not.toContain(browser.cookie());
  });

  test('takes nobody’s cookie over: what was planted before opens nothing afterwards', async () => {
    const attacker = await signedIn(system, 'technical-handler');
    const planted = String(attacker.cookie());
    const victim = newBrowser();
    victim.plant(planted);
    await victim.signIn('agent');
    expect(victim.cookie()).not.toBe(planted);
    expect((await victim.get('session')).body).toMatchObject({ user: 'agent' });
    // The session that it came with is over, and never became the victim's.
    expect((await attacker.get('session')).status).toBe(401);

    const invented = newBrowser();
    invented.plant('A'.repeat(43));
    await invented.signIn('agent');
    expect(invented.cookie()).not.toBe('A'.repeat(43));
  });

  test('keeps deputies’ rights: a session has the roles of the moment', async () => {
    await system.services.directory.nameDeputy('technical-lead', 'technical-handler');
    const hour = 3_600_000;
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const absence = await system.services.directory.addAbsence('technical-lead', {
      from: at(-hour),
      to: at(hour),
      enteredBy: 'technical-lead',
    });
    const browser = await signedIn(system, 'technical-handler');
    expect((await browser.get('session')).body).toMatchObject({
      roles: ['handler', 'lead'],
      standsInFor: ['technical-lead'],
    });
    if (typeof absence === 'string') throw new Error(absence);
    await system.services.directory.endAbsence('technical-lead', absence.id, at(0));
    expect((await browser.get('session')).body).not.toHaveProperty('standsInFor');
  });
});

describe('whoever is not let in', () => {
  const wrong = async (user: string) => {
    const began = performance.now();
    const answer = await newBrowser().signIn(user, 'not the password at all');
    return { ms: performance.now() - began, ...answer };
  };

  test('learns nothing of whether there is such a user: same answer, same work', async () => {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const one = await wrong('executive');
      const other = await wrong(`nobody-${round}`);
      const passwordless = await wrong(`integration`);
      for (const { status, body } of [one, other, passwordless]) {
        const { requestId, ...rest } = body;
        expect(requestId).toBeDefined();
        expect({ status, rest }).toEqual({
          status: 401,
          rest: {
            type: '/problems/wrong-credentials',
            title: 'User or password is wrong',
            status: 401,
            detail: 'Check the user and the password. Capital letters count.',
            instance: '/api/v1/session',
          },
        });
      }
      expect(one.headers.getSetCookie()).toEqual([]);
      known.push(one.ms);
      unknown.push(other.ms);
    }
    // A hash takes a hundred milliseconds and more, a look into the database a few: without the work this would be 10 or so.
    const [fastestKnown, fastestUnknown] = [Math.min(...known), Math.min(...unknown)];
    expect(fastestUnknown).toBeGreaterThan(fastestKnown * 0.6);
    expect(fastestUnknown).toBeLessThan(fastestKnown * 1.7);
  });

  test('is locked out after five wrong passwords, known or not', async () => {
    for (const user of ['specialist', 'nobody-at-all']) {
      const statuses: number[] = [];
      for (let count = 0; count < 5; count += 1) statuses.push((await wrong(user)).status);
      expect({ user, statuses }).toEqual({ user, statuses: [401, 401, 401, 401, 401] });
      const locked = await wrong(user);
      expect(locked.status).toBe(429);
      expect(Number(locked.headers.get('Retry-After'))).toBeLessThanOrEqual(LOCK_S);
      expect(Number(locked.headers.get('Retry-After'))).toBeGreaterThan(LOCK_S / 2);
      expect(locked.body['type']).toBe('/problems/too-many');
    }
    // The right password is not looked at either while it is locked.
    expect((await newBrowser().signIn('specialist')).status).toBe(429);
    // Nor is anybody else locked out by it.
    expect((await newBrowser().signIn('executive')).status).toBe(200);
  });

  test('a hundred guesses at once are not a hundred guesses', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => wrong('quality-manager')));
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked.length).toBeLessThanOrEqual(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(40 - looked.length);
  });

  test('is on the access record, but not what they typed as a user', async () => {
    await newBrowser().signIn('my-secret-typed-in-the-wrong-field', 'x');
    const record = system.mongo.connection.collection('accessRecord');
    expect(await record.findOne({ action: 'signIn', user: 'executive' })).toMatchObject({
      outcome: 'wrong-credentials',
    });
    for (const name of ['accessRecord', 'signInAttempts']) {
      const all = JSON.stringify(await system.mongo.connection.collection(name).find().toArray());
      expect(all).not.toContain('my-secret');
    }
  });
});
