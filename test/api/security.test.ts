import { text as textOf } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import express from 'express';
import { apiRoutes } from '../../api/app';
import type { Route } from '../../api/http/route';
import { serveRoutes } from '../../api/http/serve';
import { openArchive } from '../../api/imports/xlsx/archive';
import { Browser, giveAccounts, PASSWORD, signedIn } from './support/browser';
import type { Answer } from './support/client';
import { filed, unclassified, until } from './support/complaints';
import { caseOfCustomer, CustomerBrowser, enteredCase } from './support/customer';
import { startSystem, type System } from './support/system';

const FROM_ELSEWHERE = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
/** What a browser of before Fetch Metadata sends. */
const FROM_ELSEWHERE_LONG_AGO = { Origin: 'https://evil.example' };

let system: System;
let routes: readonly Route[];

beforeAll(async () => {
  system = await startSystem('security', { SIGN_IN_LOCK: 'PT300S' });
  await system.startWorker();
  await giveAccounts(system, 'agent', 'administrator', 'executive', 'office-handler', 'technical-lead');
  routes = apiRoutes(system.services);
}, 60_000);
afterAll(() => system.close());

const addressOf = ({ path }: Route) => path.replace(/\{\w+\}/g, 'C20200101-000001');
const changing = () => routes.filter(({ method }) => method !== 'get');
const kindOf = ({ status, body }: Answer) => `${status} ${String(body['type'])}`;

describe('deny by default', () => {
  const added = (): Route => {
    const [one] = routes;
    if (!one) throw new Error('The API has no routes.');
    return { ...one, id: 'addedLater', path: '/api/v1/added-later' };
  };

  test('an endpoint that is added without a rule keeps the API from starting', () => {
    const ruleless = added();
    Reflect.deleteProperty(ruleless, 'allow');
    expect(() => serveRoutes(express(), [...routes, ruleless], system.services)).toThrow(
      /GET \/api\/v1\/added-later declares nobody who may use it/,
    );
    const forNobody: Route = { ...added(), allow: { kind: 'roles', roles: [] } };
    expect(() => serveRoutes(express(), [...routes, forNobody], system.services)).toThrow('declares nobody');
  });

  test('it starts with the routes that there are', () => {
    expect(() => serveRoutes(express(), routes, system.services)).not.toThrow();
  });
});

describe('cross-site request forgery', () => {
  test.each([
    ['a browser', FROM_ELSEWHERE],
    ['an old browser', FROM_ELSEWHERE_LONG_AGO],
  ])(
    '%s with somebody’s cookies changes nothing at any endpoint that another site calls',
    async (_by, from) => {
      const victim = await signedIn(system, 'administrator');
      const { customer } = await enteredCase(system);
      const passed: string[] = [];
      for (const route of changing()) {
        const isCustomers = route.allow.kind === 'customer';
        const browser = isCustomers ? customer.browser : victim;
        const link: Record<string, string> = isCustomers ? { 'Customer-Link': customer.token } : {};
        const answer = await browser.post(addressOf(route), {}, { ...link, ...from });
        if (kindOf(answer) !== '403 /problems/cross-site') passed.push(`${route.id}: ${kindOf(answer)}`);
      }
      expect(passed).toEqual([]);
      expect(changing().length).toBeGreaterThan(80);
      // Its session is still there, which the endpoints that end sessions would have ended.
      expect((await victim.get('session')).status).toBe(200);
    },
    60_000,
  );
});

describe('session fixation', () => {
  test('a cookie that was set before signing in is not the session after it', async () => {
    const victim = new Browser(system.url);
    const planted = 'P'.repeat(43);
    victim.plant(planted);
    expect((await victim.signIn('agent')).status).toBe(200);
    expect(victim.cookie()).not.toBe(planted);
    const attacker = new Browser(system.url);
    attacker.plant(planted);
    expect((await attacker.get('session')).status).toBe(401);
  });

  test('nor is one that was set before a customer’s code was entered', async () => {
    const { email, customer } = await caseOfCustomer(system);
    const planted = 'P'.repeat(43);
    customer.browser.plant(planted, 'redress-customer');
    expect((await customer.enter(email)).status).toBe(200);
    expect(customer.browser.cookie('redress-customer')).not.toBe(planted);
    const attacker = new CustomerBrowser(system, customer.token);
    attacker.browser.plant(planted, 'redress-customer');
    expect((await attacker.get('case/record')).status).toBe(401);
  });
});

describe('guessing', () => {
  test('a password can only be reset by an administrator, and what they gave is guessed no more often than another', async () => {
    const setting = routes.filter(({ id }) => /password/i.test(id)).map(({ id, allow }) => [id, allow]);
    expect(setting).toEqual([
      ['changePassword', { kind: 'session' }],
      ['resetPassword', { kind: 'roles', roles: ['administrator'] }],
    ]);
    const given = 'quiet lantern meadow 41';
    const reset = await system
      .as('administrator')
      .post('accounts/office-handler/password', { password: given });
    expect(reset.status).toBeLessThan(300);
    const browser = new Browser(system.url);
    for (let count = 0; count < 5; count += 1) {
      expect((await browser.signIn('office-handler', `guess ${count}`)).status).toBe(401);
    }
    // The right one is not even looked at.
    expect((await browser.signIn('office-handler', given)).status).toBe(429);
  });

  test('links that are none are answered alike, whatever is wrong with them, and are counted', async () => {
    const { customer } = await caseOfCustomer(system);
    const turned = (character: string) => (character === 'A' ? 'B' : 'A');
    const altered = [
      turned(customer.token.charAt(0)) + customer.token.slice(1),
      customer.token.slice(0, -1) + turned(customer.token.slice(-1)),
      customer.token.slice(0, 20),
      'A'.repeat(43),
      'x',
    ];
    const answers: unknown[] = [];
    for (const token of altered) {
      const { status, body } = await new CustomerBrowser(system, token).get('case');
      answers.push({ status, type: body['type'], detail: body['detail'] });
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ type: '/problems/bad-link' });
    const statuses: number[] = [];
    for (let count = 0; count < 70; count += 1) {
      statuses.push((await new CustomerBrowser(system, 'A'.repeat(43)).get('case')).status);
    }
    expect(statuses).toContain(429);
  });
});

test('whether there is a user, or they are disabled, changes neither the answer nor the work', async () => {
  const { status } = await system.as('administrator').post('accounts/executive/disable');
  expect(status).toBeLessThan(300);
  const tried = async (user: string, password: string) => {
    // The work of the processor, which the other tenants of a busy machine don't lengthen.
    const before = process.cpuUsage();
    const { status: answered, body } = await new Browser(system.url).signIn(user, password);
    const { user: own, system: kernel } = process.cpuUsage(before);
    const { requestId: _id, ...told } = body;
    return { work: own + kernel, told: JSON.stringify({ answered, told }) };
  };
  type Tried = Awaited<ReturnType<typeof tried>>;
  const rounds: Record<'known' | 'unknown' | 'disabled', Tried>[] = [];
  for (let round = 0; round < 3; round += 1) {
    rounds.push({
      known: await tried('technical-lead', 'wrong wrong wrong'),
      unknown: await tried(`nobody-${round}`, 'wrong wrong wrong'),
      disabled: await tried('executive', PASSWORD),
    });
  }
  const all = rounds.flatMap(({ known, unknown, disabled }) => [known, unknown, disabled]);
  expect(new Set(all.map(({ told }) => told)).size).toBe(1);
  const least = (who: 'known' | 'unknown' | 'disabled') => Math.min(...rounds.map((one) => one[who].work));
  for (const who of ['unknown', 'disabled'] as const) {
    // Without its hash it would take a tenth.
    expect({ who, alike: least(who) > least('known') * 0.5 }).toEqual({ who, alike: true });
    expect({ who, alike: least(who) < least('known') * 2 }).toEqual({ who, alike: true });
  }
});

test('no address of ours leads to another host', async () => {
  const addresses = [
    '//evil.example',
    '//evil.example/%2e%2e',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/\\evil.example',
    '/api/docs//evil.example',
    '/assets//evil.example/..',
    '/c//evil.example',
    '/sign-in?returnTo=//evil.example',
    '/sign-in?returnTo=https%3A%2F%2Fevil.example',
    '/complain?next=//evil.example',
  ];
  const leading: string[] = [];
  for (const address of addresses) {
    const { headers } = await fetch(system.url + address, { redirect: 'manual' });
    const to = headers.get('Location');
    if (to !== null && new URL(to, system.url).origin !== system.url) leading.push(`${address} → ${to}`);
  }
  expect(leading).toEqual([]);
});

describe('formulas in exports', () => {
  const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
  const evil = (start: string) => `${start}HYPERLINK("https://evil.example","x")`;

  beforeAll(async () => {
    for (const start of STARTS) {
      await filed(system.as('agent'), {
        ...unclassified,
        customer: { name: evil(start) },
        channel: evil(start),
        matter: evil(start),
      });
    }
    const wanted = await system.mongo.connection.collection('intakes').countDocuments();
    await until(
      () => system.as('agent').get('complaints?limit=200'),
      ({ body }) => Array.isArray(body['items']) && body['items'].length === wanted,
    );
  }, 60_000);

  const exported = async (format: string): Promise<Buffer> => {
    const response = await fetch(`${system.url}/api/v1/complaints/export?format=${format}`, {
      headers: { Authorization: `Bearer ${system.keyOf('agent')}` },
    });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };

  test('no cell of a CSV file begins as a formula does', async () => {
    const rows = parse(await exported('csv'), { bom: true });
    const cells = rows.flat().filter((cell) => /^[\s]*[=+\-@＝＋－＠]/.test(cell));
    expect(cells).toEqual([]);
    for (const start of STARTS) expect(rows.flat()).toContain(`'${evil(start)}`);
  });

  test('every cell of a workbook is a text, and none a formula', async () => {
    const sheet = await (await openArchive(await exported('xlsx'))).part('xl/worksheets/sheet1.xml');
    if (!sheet) throw new Error('There is no sheet.');
    const xml = await textOf(sheet);
    expect(xml).toContain('=HYPERLINK');
    expect(xml).not.toMatch(/<f[ >]/);
    const types = new Set([...xml.matchAll(/<c [^>]*t="(\w+)"/g)].map(([, type]) => type));
    expect(types).toEqual(new Set(['inlineStr']));
    expect(xml.match(/<c /g)?.length).toBe(xml.match(/<c [^>]*t="inlineStr"/g)?.length);
  });
});
