import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { createApp } from '../../api/app';
import { ANYBODY, only } from '../../api/http/access';
import { ok } from '../../api/http/reply';
import { noParts, route, type Route } from '../../api/http/route';
import { serveRoutes } from '../../api/http/serve';
import { ApiClient } from './support/client';
import { unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('requests', { RATE_LIMIT_PER_MINUTE: '150' });
}, 60_000);
afterAll(() => system.close());

const JSON_TYPE = { 'Content-Type': 'application/json' };
const intakes = () => system.mongo.connection.collection('intakes');

describe('a body', () => {
  test('that is not JSON is 400', async () => {
    const { status, headers, body } = await system
      .as('agent')
      .send('POST', 'complaints', '{"kind": ', JSON_TYPE);
    expect(status).toBe(400);
    expect(headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: '/problems/malformed', status: 400 });
    expect(JSON.stringify(body)).not.toMatch(/at .*\.[jt]s/);
  });

  test('of three megabytes is 413', async () => {
    const big = JSON.stringify({ ...unclassified, matter: 'x'.repeat(3 * 1024 * 1024) });
    const { status, body } = await system.as('agent').send('POST', 'complaints', big, JSON_TYPE);
    expect(status).toBe(413);
    expect(body['type']).toBe('/problems/too-large');
  });

  test.each(['text/plain', 'application/xml', 'application/json; charset=koi8-r'])(
    'of type %s is 415',
    async (type) => {
      const { status } = await system.as('agent').send('POST', 'complaints', '{}', { 'Content-Type': type });
      expect(status).toBe(415);
    },
  );

  test.each(['[]', '5', '"x"', 'null'])('%s is no complaint', async (body) => {
    const { status } = await system.as('agent').send('POST', 'complaints', body, JSON_TYPE);
    expect([400, 422]).toContain(status);
    expect(await intakes().countDocuments({ 'filedBy.user': 'agent' })).toBe(0);
  });
});

describe('who asks', () => {
  test.each([
    ['nobody', {}],
    ['a wrong key', { Authorization: 'Bearer rk_wrong' }],
    ['another scheme', { Authorization: 'Basic YTpi' }],
  ])('%s is 401 and told how to sign in', async (_who, headers) => {
    const {
      status,
      headers: answer,
      body,
    } = await new ApiClient(system.url, undefined).get('complaints', headers);
    expect(status).toBe(401);
    expect(answer.get('WWW-Authenticate')).toMatch(/^Bearer realm="redress"/);
    expect(body['type']).toBe('/problems/unauthenticated');
  });

  test('a refusal by role goes to the access record, without what was sent', async () => {
    const answer = await system
      .as('auditor')
      .post('complaints', unclassified, { 'X-Request-Id': 'refused-1' });
    expect(answer.status).toBe(403);
    const entry = await system.mongo.connection
      .collection('accessRecord')
      .findOne({ requestId: 'refused-1' });
    expect(entry).toMatchObject({ user: 'auditor', action: 'fileComplaint', outcome: 'not-allowed' });
    expect(JSON.stringify(entry)).not.toContain('王小明');
  });

  test('an administrator reads no case', async () => {
    expect((await system.as('administrator').get('complaints')).status).toBe(403);
  });

  test('a history is for those who examine', async () => {
    const number = String((await system.as('agent').post('complaints', unclassified)).body['number']);
    expect((await system.as('agent').get(`complaints/${number}/history`)).status).toBe(403);
    expect((await system.as('integration').get(`complaints/${number}/history`)).status).toBe(403);
  });

  test('more requests than a key may send are 429, and others go on', async () => {
    const busy = system.as('marketing-handler');
    const answers = await Promise.all(Array.from({ length: 160 }, () => busy.get('complaints')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(refused[0]?.body['type']).toBe('/problems/too-many');
    expect((await system.as('marketing-lead').get('complaints')).status).toBe(200);
  });
});

describe('an address', () => {
  test('of a number that there is not is 404', async () => {
    for (const path of ['', '/events', '/clocks', '/admitted', `/commands/${randomUUID()}`]) {
      const { status, body } = await system.as('agent').get(`complaints/C20200101-000001${path}`);
      expect({ path, status, type: body['type'] }).toEqual({
        path,
        status: 404,
        type: '/problems/not-found',
      });
    }
    const command = await system.as('technical-lead').post('complaints/C20200101-000001/accept');
    expect(command.status).toBe(404);
  });

  test('of a command that there is not is 404', async () => {
    expect((await system.as('agent').post('complaints/C20200101-000001/explode')).status).toBe(404);
  });

  test('by a method that it does not take is 405 and says which it takes', async () => {
    const { status, headers } = await system.as('agent').send('DELETE', 'complaints', undefined, {});
    expect(status).toBe(405);
    expect(headers.get('Allow')).toBe('POST, GET, HEAD');
  });

  test('that is not well-formed is 400', async () => {
    expect((await system.as('agent').get('complaints/%ff')).status).toBe(400);
  });

  test.each([
    '?color=red',
    '?limit=0',
    '?limit=9999',
    '?stage=nowhere',
    '?sort=name',
    '?cursor=x',
    '?dueBefore=now',
  ])('with the query %s is 422 and names the parameter', async (query) => {
    const { status, body } = await system.as('agent').get(`complaints${query}`);
    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([{ field: query.slice(1).split('=')[0] }]);
  });
});

describe('every answer', () => {
  test('carries the request’s id and says nothing of the software', async () => {
    const { headers } = await system.as('agent').get('complaints', { 'X-Request-Id': 'my-request.1' });
    expect(headers.get('X-Request-Id')).toBe('my-request.1');
    expect(headers.get('X-Powered-By')).toBeNull();
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    const odd = await system.as('agent').get('complaints', { 'X-Request-Id': 'a b' });
    expect(odd.headers.get('X-Request-Id')).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('operation', () => {
  test('tells that it runs, that it is ready, and its figures', async () => {
    const anybody = new ApiClient(system.url, undefined);
    expect((await anybody.get('/healthz')).body).toEqual({ status: 'ok' });
    const ready = await anybody.get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.body).toEqual({ ready: true, checks: { mongodb: 'ok', temporal: 'ok' } });
    const metrics = await (await fetch(`${system.url}/metrics`)).text();
    expect(metrics).toContain('redress_http_request_duration_seconds_count{method="GET",route="/readyz"');
    expect(metrics).not.toMatch(/C\d{8}-\d{6}/);
  });

  test('a client that never ends its headers is cut off', async () => {
    const began = Date.now();
    await new Promise<void>((resolve) => {
      const slow = httpRequest(`${system.url}/healthz`, { headers: { Expect: '100-continue' } });
      slow.on('error', () => resolve());
      slow.on('close', () => resolve());
      slow.on('socket', (socket) => {
        socket.on('connect', () => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: '));
      });
    });
    expect(Date.now() - began).toBeLessThan(20_000);
  }, 25_000);
});

describe('registering routes', () => {
  const described = {
    ...noParts,
    method: 'get',
    path: '/x',
    id: 'x',
    tag: 'x',
    summary: 'x',
    answers: {},
    problems: [],
  } as const;
  const handle = () => Promise.resolve(ok({}));

  test('fails for one that declares nobody who may use it', () => {
    const nobody = route({ ...described, allow: only() }, handle);
    const { allow: _undeclared, ...rest } = route({ ...described, allow: ANYBODY }, handle);
    for (const one of [nobody, rest]) {
      expect(() => register(one)).toThrow('GET /x declares nobody who may use it');
    }
  });

  /** As untyped code would: the compiler refuses a route without a rule. */
  function register(one: Omit<Route, 'allow'>): void {
    const app: Parameters<typeof serveRoutes>[0] = createApp(system.services);
    Reflect.apply(serveRoutes, undefined, [app, [one], system.services]);
  }
});
