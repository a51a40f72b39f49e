import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { giveAccounts } from './support/browser';
import { startSystem, type System } from './support/system';

const PROVIDER = path.join(__dirname, 'support', 'openid-provider.mjs');

let system: System;
let provider: ChildProcess;
let issuer: string;

beforeAll(async () => {
  const [port, providerPort] = [await freePort(), await freePort()];
  const publicUrl = `http://127.0.0.1:${port}`;
  issuer = `http://127.0.0.1:${providerPort}`;
  const callback = `${publicUrl}/api/v1/session/oidc/callback`;
  provider = spawn(process.execPath, [PROVIDER, String(providerPort), callback], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (!provider.stdout) throw new Error('The provider has no output.');
  await once(provider.stdout, 'data');
  system = await startSystem('session-oidc', {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'redress',
    OIDC_CLIENT_SECRET: 'a secret that the test knows',
    OIDC_TITLE: '公司账号',
    OIDC_GROUPS: JSON.stringify({
      support: { roles: ['agent'], department: 'customer-service' },
      leads: { roles: ['lead'], department: 'technical' },
    }),
  });
  await giveAccounts(system, 'administrator');
}, 60_000);
afterAll(async () => {
  await system.close();
  provider.kill();
  await once(provider, 'exit');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

/** A browser that goes where it is sent only when it is told to, with the cookies of each host. */
class Walker {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(private readonly person: string) {}

  /** Goes there, and returns where that leads to. */
  async step(address: string): Promise<string> {
    const url = new URL(address, system.url);
    const jar = this.jars.get(url.host) ?? new Map<string, string>();
    this.jars.set(url.host, jar);
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie: cookies, 'X-Test-User': this.person },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('Location');
    if (location === null) throw new Error(`${url.pathname} led nowhere: ${response.status}`);
    return url.host === new URL(system.url).host ? location : new URL(location, url).href;
  }

  /** Leaves for the provider, signs in there, and returns the address at which it is to come back. */
  async leave(
    returnTo = '/cases/C20261122-000042?tab=clocks',
    alter = (there: string) => there,
  ): Promise<string> {
    let at = alter(await this.step(`/api/v1/session/oidc?returnTo=${encodeURIComponent(returnTo)}`));
    while (new URL(at).origin === issuer) at = await this.step(at);
    return at;
  }

  get session(): string | undefined {
    return this.jars.get(new URL(system.url).host)?.get('redress');
  }

  async read(resource: string): Promise<{ status: number; body: unknown }> {
    const headers = { Cookie: `redress=${this.session ?? ''}` };
    const response = await fetch(`${system.url}/api/v1/${resource}`, { headers });
    return { status: response.status, body: await response.json() };
  }
}

function altered(address: string, parameter: string): string {
  const url = new URL(address);
  url.searchParams.set(parameter, `${url.searchParams.get(parameter) ?? ''}x`);
  return url.href;
}

async function expectTurned(walker: Walker, address: string, problem: string): Promise<void> {
  expect(await walker.step(address)).toBe(`/sign-in?problem=${problem}`);
  expect(walker.session).toBeUndefined();
}

test('the sign-in page learns what the provider is called', async () => {
  const { body } = await new Walker('nobody').read('session/ways');
  expect(body).toEqual({ local: true, oidc: { title: '公司账号' } });
});

test('leaving carries PKCE, state and nonce, and a round trip makes the user with the roles of their groups', async () => {
  const walker = new Walker('lisa');
  const there = new URL(await walker.step('/api/v1/session/oidc'));
  expect(Object.fromEntries(there.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'redress',
    scope: 'openid profile email',
    code_challenge_method: 'S256',
  });
  for (const secret of ['code_challenge', 'state', 'nonce']) {
    expect(there.searchParams.get(secret)).toMatch(/^[\w-]{43}$/);
  }
  const back = await walker.leave();
  expect(await walker.step(back)).toBe('/cases/C20261122-000042?tab=clocks');
  expect(await walker.read('session')).toMatchObject({
    status: 200,
    body: {
      user: 'lisa',
      name: '李莎',
      roles: ['agent'],
      department: 'customer-service',
      mustChangePassword: false,
    },
  });
  expect((await walker.read('complaints')).status).toBe(200);
  expect(await system.services.directory.user('lisa')).toMatchObject({ email: 'lisa@example.com' });
});

test('what changes at the provider changes here at the next sign-in', async () => {
  const walker = new Walker('mona');
  await walker.step(await walker.leave());
  expect(await walker.read('session')).toMatchObject({
    body: { roles: ['agent', 'lead'], department: 'customer-service' },
  });
  await system.services.directory.describeUser('mona', { name: '别人', roles: ['executive'] });
  const again = new Walker('mona');
  await again.step(await again.leave());
  expect(await again.read('session')).toMatchObject({ body: { name: '莫娜', roles: ['agent', 'lead'] } });
  const { status, body } = await system
    .as('administrator')
    .post('accounts/mona/password', { password: 'meadow carbon tulip 77' });
  expect({ status, errors: body['errors'] }).toMatchObject({ status: 422, errors: [{ field: 'password' }] });
});

describe('nobody comes in', () => {
  test('with an altered state', async () => {
    const walker = new Walker('lisa');
    await expectTurned(walker, altered(await walker.leave(), 'state'), 'failed');
  });

  test('with an ID token that was made for another nonce', async () => {
    const walker = new Walker('lisa');
    await expectTurned(walker, await walker.leave('/', (there) => altered(there, 'nonce')), 'failed');
  });

  test('with an altered code', async () => {
    const walker = new Walker('lisa');
    await expectTurned(walker, altered(await walker.leave(), 'code'), 'failed');
  });

  test('with the answer of another issuer', async () => {
    const walker = new Walker('lisa');
    await expectTurned(walker, altered(await walker.leave(), 'iss'), 'failed');
  });

  test('in a browser in which the round did not begin', async () => {
    const attacker = new Walker('lisa');
    const back = await attacker.leave();
    const victim = new Walker('mona');
    // On a round of their own, and so with a cookie of their own.
    await victim.leave();
    await expectTurned(victim, back, 'failed');
    // It was not used up by that: who began it still comes in.
    expect(await attacker.step(back)).not.toContain('/sign-in');
  });

  test('a second time by the same answer', async () => {
    const walker = new Walker('lisa');
    const back = await walker.leave();
    await walker.step(back);
    expect(await walker.step(back)).toBe('/sign-in?problem=failed');
  });

  test('whose groups give no role', async () => {
    const walker = new Walker('nils');
    await expectTurned(walker, await walker.leave(), 'no-role');
    expect(await system.services.directory.user('nils')).toBeUndefined();
  });

  test('as somebody who has a password here', async () => {
    const walker = new Walker('oscar');
    await expectTurned(walker, await walker.leave(), 'not-yours');
    expect(await system.services.directory.user('administrator')).toMatchObject({ roles: ['administrator'] });
  });

  test('who was disabled here', async () => {
    expect((await system.as('administrator').post('accounts/lisa/disable')).status).toBe(200);
    const walker = new Walker('lisa');
    await expectTurned(walker, await walker.leave(), 'disabled');
    expect((await system.as('administrator').post('accounts/lisa/enable')).status).toBe(200);
  });
});

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '\\\\evil.example/',
  '/.//evil.example/',
  '/a/..//evil.example/',
  '/\t/evil.example/',
  'javascript:alert(1)',
  '/api/v1/session/all',
])('%s is nowhere that signing in leads to', async (returnTo) => {
  const walker = new Walker('lisa');
  expect(await walker.step(await walker.leave(returnTo))).toBe('/');
});
