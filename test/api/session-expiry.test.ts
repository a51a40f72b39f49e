import { setTimeout } from 'node:timers/promises';
import { giveAccounts, signedIn } from './support/browser';
import { startSystem, type System } from './support/system';

const IDLE_MS = 2_000;
const LONGEST_MS = 5_000;

let system: System;

beforeAll(async () => {
  system = await startSystem('session-expiry', {
    SESSION_IDLE: 'PT2S',
    SESSION_LONGEST: 'PT5S',
    PUBLIC_URL: 'https://complaints.example.com',
  });
  await giveAccounts(system, 'agent');
}, 60_000);
afterAll(() => system.close());

const NAME = '__Host-redress';

test('over https the cookie is secure and of this host alone', async () => {
  const browser = await signedIn(system, 'agent');
  expect(browser.cookie(NAME)).toMatch(/^[\w-]{43}$/);
  const { headers } = await browser.signIn('agent');
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-redress=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  // Reached by another name than its own, nothing is ours but what the browser itself calls so.
  expect((await browser.post('session/locale', { locale: 'en' }, { Origin: system.url })).status).toBe(403);
  const own = { Origin: 'https://complaints.example.com' };
  expect((await browser.post('session/locale', { locale: 'en' }, own)).status).toBe(200);
});

test('a session that is not used is over', async () => {
  const browser = await signedIn(system, 'agent');
  expect((await browser.get('session')).status).toBe(200);
  await setTimeout(IDLE_MS + 200);
  expect((await browser.get('session')).status).toBe(401);
});

test('one that is used goes on, but not for ever', async () => {
  const browser = await signedIn(system, 'agent');
  const began = Date.now();
  const lasted = async (): Promise<number> => {
    while ((await browser.get('session')).status === 200) await setTimeout(200);
    return Date.now() - began;
  };
  const ms = await lasted();
  expect(ms).toBeGreaterThan(LONGEST_MS - 200);
  expect(ms).toBeLessThan(LONGEST_MS + 2_000);
});

test('MongoDB takes away what is over', async () => {
  const indexes = await system.mongo.connection.collection('sessions').indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
});
