import { Browser, giveAccounts, PASSWORD, signedIn } from './support/browser';
import { ApiClient } from './support/client';
import { unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';

const LOCK_S = 300;

let system: System;

beforeAll(async () => {
  system = await startSystem('session', { SIGN_IN_LOCK: `PT${LOCK_S}S` });
  await giveAccounts(system, 'agent', 'executive', 'supervisor', 'technical-lead');
}, 60_000);
afterAll(() => system.close());

const newBrowser = () => new Browser(system.url);

describe('another site', () => {
  const evil = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };

  test.each([
    ['that says so', evil],
    ['in an old browser', { Origin: 'https://evil.example' }],
    ['of the same domain', { 'Sec-Fetch-Site': 'same-site' }],
    ['without an origin', { Origin: 'null' }],
    ['that says nothing', {}],
  ])('%s can’t make a browser change anything', async (_how, headers) => {
    const browser = await signedIn(system, 'agent');
    const before = await system.mongo.connection.collection('intakes').countDocuments();
    const filing = await browser.post('complaints', unclassified, headers);
    expect({ status: filing.status, type: filing.body['type'] }).toEqual({
      status: 403,
      type: '/problems/cross-site',
    });
    expect((await browser.post('session/end', undefined, headers)).status).toBe(403);
    expect(await system.mongo.connection.collection('intakes').countDocuments()).toBe(before);
    expect((await browser.get('session')).status).toBe(200);
  });

  test.each([[evil], [{ Origin: 'https://evil.example' }]])('can’t sign anybody in: %j', async (headers) => {
    const { status } = await newBrowser().post('session', { user: 'agent', password: PASSWORD }, headers);
    expect(status).toBe(403);
  });

  test('is told apart from our own pages, in old browsers too', async () => {
    const browser = await signedIn(system, 'agent');
    const locale = (headers: Record<string, string>) =>
      browser.post('session/locale', { locale: 'en' }, headers);
    expect((await locale({ Origin: system.url })).status).toBe(200);
    expect((await locale({ 'Sec-Fetch-Site': 'same-origin', Origin: 'http://127.0.0.1:5173' })).status).toBe(
      200,
    );
  });

  test('has nothing to do with API keys', async () => {
    const { status } = await system.as('agent').post('complaints', unclassified, evil);
    expect(status).toBe(201);
  });

  test('a header Authorization that is wrong is not made good by a cookie', async () => {
    const browser = await signedIn(system, 'agent');
    expect((await browser.get('complaints', { Authorization: 'Bearer rk_wrong' })).status).toBe(401);
  });
});

describe('ending sessions', () => {
  test('signing out ends it at the server, whoever still has the cookie', async () => {
    const browser = await signedIn(system, 'agent');
    const stolen = browser.copy();
    expect((await stolen.get('complaints')).status).toBe(200);
    const out = await browser.post('session/end');
    expect(out.status).toBe(204);
    expect(browser.cookie()).toBeUndefined();
    expect((await stolen.get('complaints')).status).toBe(401);
  });

  test('everywhere, or everywhere else', async () => {
    const [here, there] = [await signedIn(system, 'executive'), await signedIn(system, 'executive')];
    const { body } = await here.get('session/all');
    expect(body['items']).toMatchObject([{ current: false }, { current: true, way: 'password' }]);
    expect((await here.post('session/all/end', { keepThis: true })).body).toEqual({ ended: 1 });
    expect((await there.get('session')).status).toBe(401);
    expect((await here.get('session')).status).toBe(200);
    expect((await here.post('session/all/end', {})).body).toEqual({ ended: 1 });
    expect((await here.get('session')).status).toBe(401);
  });

  test('an administrator ends anybody’s', async () => {
    const browser = await signedIn(system, 'supervisor');
    const { status, body } = await system.as('administrator').post('accounts/supervisor/sessions/end');
    expect({ status, sessions: body['sessions'] }).toEqual({ status: 200, sessions: 0 });
    expect((await browser.get('session')).status).toBe(401);
    expect((await system.as('agent').post('accounts/supervisor/sessions/end')).status).toBe(403);
  });

  test('an API key has no session to speak of', async () => {
    for (const path of ['session', 'session/all']) {
      expect((await system.as('agent').get(path)).status).toBe(403);
    }
    expect((await system.as('agent').post('session/end')).status).toBe(403);
  });
});

describe('a password', () => {
  const other = 'copper window meadow 81';

  test('is changed by who knows it, which ends every other session', async () => {
    const [here, there] = [
      await signedIn(system, 'technical-lead'),
      await signedIn(system, 'technical-lead'),
    ];
    const before = here.cookie();
    const wrong = await here.post('session/password', { current: 'not it, surely', next: other });
    expect({ status: wrong.status, errors: wrong.body['errors'] }).toMatchObject({
      status: 422,
      errors: [{ field: 'current' }],
    });
    expect((await here.post('session/password', { current: PASSWORD, next: other })).status).toBe(200);
    expect(here.cookie()).not.toBe(before);
    expect((await here.get('session')).status).toBe(200);
    expect((await there.get('session')).status).toBe(401);
    expect((await newBrowser().signIn('technical-lead')).status).toBe(401);
    await signedIn(system, 'technical-lead', other);
  });

  test.each([
    ['short', 'violet 27'],
    ['the most common there are', '123456789012'],
    ['common with a few letters more', 'Password1234!'],
    ['a row of the keyboard', 'qwertyuiopasdf'],
    ['one letter many times', 'aaaaaaaaaaaaaaaa'],
    ['the user’s own name', 'Supervisor, my job!'],
    ['their name in Chinese', '冯丽的密码就是这个没错吧'],
    ['the same as before', PASSWORD],
    ['endless', 'ab1 '.repeat(250)],
  ])('that is %s is refused', async (_what, next) => {
    const browser = await signedIn(system, 'supervisor');
    const { status, body } = await browser.post('session/password', { current: PASSWORD, next });
    expect({ status, errors: body['errors'] }).toMatchObject({ status: 422, errors: [{ field: 'next' }] });
    expect(JSON.stringify(body)).not.toContain(next);
    await browser.post('session/end');
  });

  test('that an administrator gave opens nothing until it is changed', async () => {
    const administrator = system.as('administrator');
    const first = 'orange ladder winter 55';
    const added = await administrator.post('accounts', {
      user: 'new.person',
      name: '新人',
      roles: ['agent'],
      department: 'customer-service',
      password: first,
    });
    expect(added.status).toBe(201);
    expect(JSON.stringify(added.body)).not.toContain('argon2');
    const browser = await signedIn(system, 'new.person', first);
    expect((await browser.get('session')).body).toMatchObject({ mustChangePassword: true });
    const { status, body } = await browser.get('complaints');
    expect({ status, type: body['type'] }).toEqual({
      status: 403,
      type: '/problems/password-change-needed',
    });
    const own = 'silver bridge lantern 9';
    const changed = await browser.post('session/password', { current: first, next: own });
    expect(changed.body).toMatchObject({ mustChangePassword: false });
    expect((await browser.get('complaints')).status).toBe(200);
  });

  test('that is reset ends all sessions and lifts a lock', async () => {
    const administrator = system.as('administrator');
    await administrator.post('accounts/new.person/password', { password: 'window garden copper 1' });
    const browser = await signedIn(system, 'new.person', 'window garden copper 1');
    for (let count = 0; count < 6; count += 1) await newBrowser().signIn('new.person', 'wrong one');
    expect((await newBrowser().signIn('new.person', 'wrong one')).status).toBe(429);
    const next = 'meadow carbon tulip 77';
    expect((await administrator.post('accounts/new.person/password', { password: next })).status).toBe(200);
    expect((await browser.get('session')).status).toBe(401);
    await signedIn(system, 'new.person', next);
  });
});

test('the language is kept with the person', async () => {
  const browser = await signedIn(system, 'agent');
  expect((await browser.post('session/locale', { locale: 'en' })).body).toMatchObject({ locale: 'en' });
  expect((await (await signedIn(system, 'agent')).get('session')).body).toMatchObject({ locale: 'en' });
  expect((await browser.post('session/locale', { locale: 'fr' })).status).toBe(422);
});

test('without a provider, local accounts are the only way', async () => {
  const { body } = await new ApiClient(system.url, undefined).get('session/ways');
  expect(body).toEqual({ local: true });
  expect((await newBrowser().get('session/oidc')).status).toBe(404);
});
