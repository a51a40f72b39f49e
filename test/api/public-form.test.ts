import { randomUUID } from 'node:crypto';
import { Browser } from './support/browser';
import type { Answer } from './support/client';
import { until } from './support/complaints';
import { atTheirLink } from './support/customer';
import { solved } from './support/solved';
import { startSystem, type System } from './support/system';

const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const MATTER = '电视开机五分钟后自动重启，已连续三天。';

let system: System;
let visitor: Browser;
let addresses = 0;

beforeAll(async () => {
  system = await startSystem('public-form', { TRUSTED_PROXIES: 'loopback' });
  await system.startWorker();
  visitor = new Browser(system.url);
}, 60_000);
afterAll(() => system.close());

/** Every visitor has an address of their own, and a page that sends a key of its own. */
function headers(key: string = randomUUID(), address?: string): Record<string, string> {
  addresses += 1;
  return {
    'Sec-Fetch-Site': 'same-origin',
    'Idempotency-Key': key,
    'X-Forwarded-For': address ?? `192.0.2.${addresses % 250}`,
  };
}

async function complaint(fields: object = {}): Promise<Record<string, unknown>> {
  const guard = await solved(visitor);
  return { name: '王小明', email: 'form@example.com', matter: MATTER, guard, ...fields };
}

const file = (body: object, key?: string): Promise<Answer> =>
  visitor.post('public/complaints', body, headers(key));

const typeOf = ({ status, body }: Answer) => ({ status, type: body['type'] });

test('anybody files a complaint; it waits for any agent, and whoever acts first owns it', async () => {
  const { status, body } = await file(await complaint({ occurredText: '上周五起', expectation: '换主板' }));
  expect({ status, link: body['link'] }).toEqual({ status: 201, link: 'email' });
  const number = String(body['number']);
  const agent = system.as('agent');
  const begun = await until(
    () => agent.get(`complaints/${number}`),
    ({ body: seen }) => Number(seen['revision']) > 0,
  );
  expect(begun.body).toMatchObject({ owner: null, channel: 'web', stage: 'assigning', matter: MATTER });
  for (const user of ['agent', 'specialist', 'customer-service-lead']) {
    const mine = await system.as(user).get('complaints?view=waiting-for-me&limit=200');
    expect({ user, waits: JSON.stringify(mine.body).includes(number) }).toEqual({ user, waits: true });
  }
  expect((await agent.get(`complaints/${number}/clocks`)).body['items']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        clause: 'media/3.2-assign',
        holder: { role: 'owner', department: 'customer-service', person: 'customer-service-lead' },
      }),
    ]),
  );
  await agent.post(`complaints/${number}/assign`, { department: 'technical' });
  expect((await agent.get(`complaints/${number}`)).body).toMatchObject({
    owner: 'agent',
    stage: 'accepting',
  });
  const lead = await system.as('customer-service-lead').get('complaints?view=waiting-for-me&limit=200');
  expect(JSON.stringify(lead.body)).not.toContain(number);
});

test('the customer gets the link, and files may follow within the hour', async () => {
  const { body } = await file(await complaint({ email: 'files@example.com' }));
  const send = async (pass: string): Promise<number> => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(PICTURE)], { type: 'image/png' }), '铭牌.png');
    const answer = await fetch(`${system.url}/api/v1/public/files`, {
      method: 'POST',
      headers: { ...headers(), 'Files-Pass': pass },
      body: form,
    });
    return answer.status;
  };
  const pass = String(body['filesPass']);
  const customer = await atTheirLink(system, 'files@example.com');
  expect(await send(pass)).toBe(200);
  expect(await send(`${pass.slice(0, -1)}${pass.endsWith('A') ? 'B' : 'A'}`)).toBe(404);
  const other = Buffer.from('C20200101-000001').toString('base64url');
  expect(await send(pass.replace(/^[^.]+/, other))).toBe(404);
  await customer.enter('files@example.com');
  expect((await customer.get('case/record')).body).toMatchObject({
    matter: MATTER,
    files: [{ filename: '铭牌.png', from: 'customer' }],
  });
});

test('the same request again files nothing more; its challenge is good for no other', async () => {
  const body = await complaint();
  const key = randomUUID();
  const first = await file(body, key);
  const again = await file(body, key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body['number']).toBe(first.body['number']);
  expect(typeOf(await file(body))).toEqual({ status: 422, type: '/problems/challenge-failed' });
});

test('a challenge that was not solved, was changed, or is too old is refused', async () => {
  const body = await complaint();
  const { challenge, solution } = await solved(visitor);
  const guards = [
    { challenge, solution: { ...solution, derivedKey: '00'.repeat(32) } },
    { challenge: { ...challenge, signature: '00'.repeat(32) }, solution },
    {
      challenge: {
        ...challenge,
        parameters: { ...challenge.parameters, expiresAt: challenge.parameters.expiresAt + 1 },
      },
      solution,
    },
  ];
  for (const guard of guards) {
    expect(typeOf(await file({ ...body, guard }))).toEqual({
      status: 422,
      type: '/problems/challenge-failed',
    });
  }
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'],
    now: Date.now() + 3 * 3_600_000,
  });
  try {
    const late = await file({ ...body, guard: { challenge, solution } });
    expect(typeOf(late)).toEqual({ status: 422, type: '/problems/challenge-failed' });
  } finally {
    jest.useRealTimers();
  }
});

test('what only a machine fills in is refused, and so is a complaint that nobody could answer', async () => {
  const { guard, ...plain } = await complaint();
  expect((await file({ ...plain, guard, website: 'https://example.com' })).status).toBe(422);
  const { email: _email, ...unreachable } = plain;
  const { status, body } = await file({ ...unreachable, guard });
  expect(status).toBe(422);
  expect(JSON.stringify(body['errors'])).toContain('phone');
  expect((await file({ ...plain })).status).toBe(422);
});

test('an ID-card number is found while it is typed, and refused', async () => {
  const text = '我的身份证 11010519491231002X';
  const { body } = await visitor.post('public/checks', { texts: ['没有号码', text] }, headers());
  expect(body['items']).toEqual([{ numbers: [] }, { numbers: [{ kind: 'id-card', from: 6, to: 24 }] }]);
  const refused = await file(await complaint({ matter: text }));
  expect(typeOf(refused)).toEqual({ status: 422, type: '/problems/personal-number' });
  expect(JSON.stringify(refused.body)).not.toContain('1949');
});

test('another site can’t send it from a visitor’s browser', async () => {
  const body = await complaint();
  const { status } = await visitor.post('public/complaints', body, {
    ...headers(),
    'Sec-Fetch-Site': 'cross-site',
  });
  expect(status).toBe(403);
});

test('one address files thirty an hour at the most', async () => {
  const statuses: number[] = [];
  for (let sent = 0; sent < 31; sent += 1) {
    const body = { name: 'x', matter: 'x', email: 'x@example.com' };
    const unsolved = { challenge: anyChallenge, solution: { counter: 1, derivedKey: '00' } };
    const answer = await visitor.post(
      'public/complaints',
      { ...body, guard: unsolved },
      headers(randomUUID(), '198.51.100.7'),
    );
    statuses.push(answer.status);
  }
  expect(new Set(statuses.slice(0, 30))).toEqual(new Set([422]));
  expect(statuses[30]).toBe(429);
});

const anyChallenge = {
  parameters: {
    algorithm: 'PBKDF2/SHA-256',
    nonce: '00',
    salt: '00',
    cost: 3000,
    keyLength: 32,
    keyPrefix: '00',
    keySignature: '00',
    expiresAt: 4_000_000_000,
  },
  signature: '00',
};
