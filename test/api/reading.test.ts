import { begun, classified, unclassified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let routed: string;
let waiting: string;

beforeAll(async () => {
  system = await startSystem('reading');
  await system.startWorker();
  const agent = system.as('agent');
  routed = await begun(agent, classified);
  waiting = await begun(agent, { ...unclassified, customer: { name: '李雷', phone: '139 0013 9000' } });
}, 60_000);
afterAll(() => system.close());

async function numbers(query: string, user = 'agent'): Promise<string[]> {
  const { status, body } = await system.as(user).get(`complaints?${query}`);
  expect(status).toBe(200);
  return items(body).map((item) => String(item['number']));
}

function items(body: Record<string, unknown>): Record<string, unknown>[] {
  const found: unknown[] = Array.isArray(body['items']) ? body['items'] : [];
  return found.filter((item) => typeof item === 'object' && item !== null).map((item) => ({ ...item }));
}

test('lists filter', async () => {
  expect(await numbers('stage=assigning')).toEqual([waiting]);
  expect((await numbers('stage=assigning,accepting')).sort()).toEqual([routed, waiting].sort());
  expect(await numbers('urgency=major')).toEqual([routed]);
  expect(await numbers('tag=product-quality-major')).toEqual([routed]);
  expect(await numbers('policy=media&kind=complaint&owner=agent')).toHaveLength(2);
  expect(await numbers('policy=retail')).toEqual([]);
  expect(await numbers('overdue=true')).toEqual([]);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect(await numbers(`dueBefore=${encodeURIComponent(tomorrow)}`)).toHaveLength(2);
});

test('lists search by number and by customer', async () => {
  expect(await numbers(`q=${waiting}`)).toEqual([waiting]);
  expect(await numbers(`q=${encodeURIComponent('李雷')}`)).toEqual([waiting]);
  expect(await numbers('q=13900139000')).toEqual([waiting]);
  expect(await numbers('q=13900139')).toEqual([]);
  expect(await numbers('q=nobody')).toEqual([]);
  expect(await numbers(`q=${encodeURIComponent('.*')}`)).toEqual([]);
});

test('lists come in pages, in either order, each case once', async () => {
  for (const sort of ['dueAt', 'createdAt']) {
    const first = await system.as('agent').get(`complaints?sort=${sort}&limit=1`);
    const next = String(first.body['next']);
    const second = await system.as('agent').get(`complaints?sort=${sort}&limit=1&cursor=${next}`);
    const seen = [...items(first.body), ...items(second.body)].map((item) => item['number']);
    expect(new Set(seen)).toEqual(new Set([routed, waiting]));
    expect(second.body).not.toHaveProperty('next');
  }
});

test('each sees what is theirs', async () => {
  const { department } = (await system.as('agent').get(`complaints/${routed}`)).body;
  expect(await numbers('', `${String(department)}-lead`)).toEqual([routed]);
  expect(await numbers('', 'auditor')).toHaveLength(2);
  expect(await numbers('', 'integration')).toEqual([]);
  const stranger = department === 'logistics' ? 'planning-lead' : 'logistics-lead';
  expect(await numbers('', stranger)).toEqual([]);
  expect((await system.as(stranger).get(`complaints/${routed}`)).status).toBe(403);
  expect((await system.as(stranger).get(`complaints/${routed}/events`)).status).toBe(403);
});

test('a complaint is read whole', async () => {
  const { body, headers } = await system.as('agent').get(`complaints/${routed}`);
  for (const field of [
    'number',
    'kind',
    'policy',
    'stage',
    'round',
    'revision',
    'department',
    'handler',
    'owner',
    'supervisors',
    'tag',
    'priority',
    'dueAt',
  ]) {
    expect(body).toHaveProperty(field);
  }
  expect(body).toMatchObject({
    customer: classified.customer,
    matter: classified.matter,
    rounds: [{ round: 1 }],
  });
  expect(headers.get('ETag')).toBe(`"${String(body['revision'])}"`);
});

test('its events come in pages without gaps', async () => {
  const { revision } = (await system.as('agent').get(`complaints/${routed}`)).body;
  const seqs: number[] = [];
  let next: string | undefined = '0';
  while (next !== undefined) {
    const { body } = await system.as('agent').get(`complaints/${routed}/events?limit=3&cursor=${next}`);
    seqs.push(...items(body).map((event) => Number(event['seq'])));
    next = typeof body['next'] === 'string' ? body['next'] : undefined;
  }
  expect(seqs).toEqual(Array.from({ length: Number(revision) }, (_, index) => index + 1));
});

test('its clocks say what runs, until when, and who answers for it', async () => {
  const { body } = await system.as('agent').get(`complaints/${routed}/clocks`);
  const accept = items(body).find((clock) => clock['clause'] === 'media/3.2-accept');
  expect(accept).toMatchObject({ state: 'running', holder: { role: 'lead' }, endedAt: null });
  expect(accept?.['title']).toHaveProperty('zh');
  expect(accept?.['title']).toHaveProperty('en');
  const startedAt = Date.parse(String(accept?.['startedAt']));
  expect(Date.parse(String(accept?.['dueAt'])) - startedAt).toBe(3_600_000);
  expect(accept?.['rungs']).toContainEqual(expect.objectContaining({ percent: 100, fired: false }));
});

test('its plan’s steps carry their numbers', async () => {
  const agent = system.as('agent');
  const number = await begun(agent, classified);
  const lead = system.as(`${String((await agent.get(`complaints/${number}`)).body['department'])}-lead`);
  await lead.post(`complaints/${number}/accept`);
  await lead.post(`complaints/${number}/find`, { finding: 'fault', rootCause: 'x', text: 'y' });
  const due = new Date(Date.now() + 86_400_000).toISOString();
  const steps = ['one', 'two'].map((what) => ({ what, owner: 'x', due }));
  await lead.post(`complaints/${number}/plan`, { owner: 'x', steps, expectedCompletion: due });
  await lead.post(`complaints/${number}/complete-step`, { step: 2, result: 'done' });
  const { body } = await agent.get(`complaints/${number}`);
  expect(body['rounds']).toMatchObject([
    {
      plan: {
        steps: [
          { step: 1, what: 'one' },
          { step: 2, what: 'two', result: 'done' },
        ],
      },
    },
  ]);
});

test('its history is Temporal’s own, decrypted, for those who examine', async () => {
  const { status, body } = await system.as('auditor').get(`complaints/${routed}/history`);
  expect(status).toBe(200);
  const [run] = items(body);
  expect(run).toMatchObject({ source: 'live' });
  const text = JSON.stringify(run?.['history']);
  expect(text).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
  const payloads = [...text.matchAll(/"data":"([\w+/=]+)"/g)].map(([, data]) =>
    Buffer.from(data ?? '', 'base64').toString(),
  );
  expect(payloads.join()).toContain(classified.matter);
});

test('a history whose engine is out of reach is 503', async () => {
  await system.gate.shut();
  const answer = await until(
    () => system.as('auditor').get(`complaints/${routed}/history`),
    ({ status }) => status !== 200,
    30_000,
  );
  await system.gate.open();
  expect(answer.status).toBe(503);
}, 60_000);
