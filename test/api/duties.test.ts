import { randomUUID } from 'node:crypto';
import type { ApiClient } from './support/client';
import { begun, classified, filed, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let agent: ApiClient;
let supervisor: ApiClient;

beforeAll(async () => {
  system = await startSystem('duties');
  await system.startWorker();
  agent = system.as('agent');
  supervisor = system.as('supervisor');
}, 60_000);
afterAll(() => system.close());

const survey = {
  from: '2026-10-01',
  to: '2026-10-31',
  respondents: 1000,
  satisfied: 998,
  source: 'exit',
};
const check = { channel: 'net', found: 0 };
const contact = {
  customer: '海天广告',
  at: '2026-11-20T15:00:00+08:00',
  method: 'phone',
  content: 'How the contract goes',
  reason: 'contract',
};
const RESOURCES = [
  ['surveys', survey],
  ['daily-checks', check],
  ['follow-ups', contact],
] as const;

describe.each(RESOURCES)('%s', (resource, body) => {
  test('are entered with who and when, and listed, the newest first, in pages', async () => {
    const entered: unknown[] = [];
    for (const who of ['agent', 'technical-lead', 'executive']) {
      const { status, body: answer, headers } = await system.as(who).post(resource, body);
      expect({ who, status }).toEqual({ who, status: 201 });
      expect(headers.get('Location')).toBe(`/api/v1/${resource}`);
      expect(answer).toMatchObject({ by: who });
      entered.unshift(answer['id']);
    }
    const auditor = system.as('auditor');
    const first = await auditor.get(`${resource}?limit=2`);
    const second = await auditor.get(`${resource}?limit=2&cursor=${String(first.body['next'])}`);
    expect(first.body['items']).toMatchObject(entered.slice(0, 2).map((id) => ({ id })));
    expect(second.body['items']).toMatchObject([{ id: entered[2] }]);
    expect(second.body['next']).toBeUndefined();
    expect(await auditor.get(`${resource}?cursor=nonsense`)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'cursor' }] },
    });
  });

  test('with an idempotency key are entered once, also at the same time; another body is 422', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => agent.post(resource, body, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1);
    const replayed = answers.filter(({ headers }) => headers.get('Idempotency-Replayed') === 'true');
    expect(replayed).toHaveLength(2);
    const otherBody = { ...body, [resource === 'follow-ups' ? 'problems' : 'note']: 'x' };
    expect(await agent.post(resource, otherBody, key)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'Idempotency-Key' }] },
    });
    // Another caller's key is another one.
    const other = await supervisor.post(resource, body, key);
    expect(other.body['id']).not.toBe(answers[0]?.body['id']);
  });

  test('are for those who do it; an auditor reads', async () => {
    for (const who of ['auditor', 'technical-handler', 'administrator', 'integration']) {
      expect({ who, status: (await system.as(who).post(resource, body)).status }).toEqual({
        who,
        status: 403,
      });
    }
    expect((await system.as('technical-handler').get(resource)).status).toBe(403);
  });

  test('keep no ID-card number', async () => {
    const text = resource === 'follow-ups' ? 'content' : 'note';
    const answer = await agent.post(resource, { ...body, [text]: '身份证 11010519491231002X' });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: text }] } });
    expect(JSON.stringify(answer.body)).not.toContain('11010519491231002X');
  });
});

test.each([
  ['surveys', { ...survey, satisfied: 1001 }, 'satisfied'],
  ['surveys', { ...survey, respondents: 0, satisfied: 0 }, 'respondents'],
  ['surveys', { ...survey, to: '2026-09-30' }, 'to'],
  ['surveys', { ...survey, from: '2026-02-30' }, 'from'],
  ['surveys', { ...survey, pack: 'nonesuch' }, 'pack'],
  ['surveys', { ...survey, satisfied: 1.5 }, 'satisfied'],
  ['daily-checks', { ...check, found: -1 }, 'found'],
  ['daily-checks', { ...check, at: '2099-01-01T00:00:00Z' }, 'at'],
  ['daily-checks', { ...check, found: 1, complaints: ['C20200101-000001'] }, 'complaints[0]'],
  ['daily-checks', { ...check, complaints: ['C20200101-000001'] }, 'found'],
  ['follow-ups', { ...contact, at: '2099-01-01T00:00:00Z' }, 'at'],
  ['follow-ups', { ...contact, reason: 'sales' }, 'reason'],
  ['follow-ups', { ...contact, colour: 'red' }, 'colour'],
])('%s: %j is 422 and names %s', async (resource, body, field) => {
  const answer = await agent.post(resource, body);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
});

test('a check names what it found by its numbers; days of a survey are the company’s', async () => {
  const number = await filed(agent);
  const checked = await agent.post('daily-checks', { ...check, found: 2, complaints: [number] });
  expect(checked).toMatchObject({ status: 201, body: { found: 2, complaints: [number] } });
  expect((await agent.post('surveys', survey)).body).toMatchObject({
    from: '2026-09-30T16:00:00.000Z',
    to: '2026-10-31T16:00:00.000Z',
  });
});

test('a lead sees the contacts of their own department', async () => {
  await system.as('logistics-lead').post('follow-ups', contact);
  const { body } = await system.as('logistics-lead').get('follow-ups');
  expect(body['items']).toMatchObject([{ by: 'logistics-lead' }]);
});

describe('figures', () => {
  const policy = 'media';
  const figuresFor = (who: string) => system.as(who).get(`figures?policy=${policy}`);

  test('show at a glance what came in; a lead sees their department’s, an agent of the people themselves', async () => {
    const number = await begun(agent, { ...classified, aboutDepartment: 'technical' });
    await until(
      () => agent.get(`complaints/${number}`),
      ({ body }) => body['stage'] === 'accepting',
    );
    const all = await figuresFor('supervisor');
    expect(all).toMatchObject({
      status: 200,
      body: {
        policy,
        figures: {
          troublePoints: { departments: [{ department: 'technical', count: 1 }] },
        },
      },
    });
    expect(JSON.stringify(all.body)).toContain('"contentType":"product","subtype":"quality","count":1');
    const lead = await figuresFor('technical-lead');
    expect(lead.body).toMatchObject({
      figures: { complaints: 1, departments: [{ department: 'technical', count: 1, open: 1 }] },
    });
    expect((await figuresFor('logistics-lead')).body).toMatchObject({
      figures: { complaints: 0, departments: [], persons: [] },
    });
    const own = (await figuresFor('agent')).body;
    expect(own).toMatchObject({ figures: { persons: [{ user: 'agent' }] } });
    expect((await system.as('technical-handler').get('figures')).status).toBe(403);
  });

  test.each([
    ['from=2026-01-02&to=2026-01-01', 'to'],
    ['from=2020-01-01&to=2026-01-01', 'from'],
    ['from=yesterday', 'from'],
  ])('%s is 422', async (query, field) => {
    expect(await supervisor.get(`figures?${query}`)).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    });
  });
});

describe('reports', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const figures = {
    complaints: 1,
    problemTypes: [],
    troublePoints: { departments: [], channels: [] },
    departments: ['technical', 'logistics'].map((department) => ({
      department,
      count: 1,
      open: 0,
      overdue: 0,
      heldMs: 0,
      broken: [],
    })),
    persons: ['technical-lead', 'agent'].map((user) => ({
      user,
      owned: { count: 1, open: 0, overdue: 0 },
      handled: { count: 0, open: 0, overdue: 0 },
      broken: 0,
    })),
    settledFirst: { closed: 0, settled: 0 },
    satisfaction: { complainants: { closed: 0, satisfied: 0 }, visitors: { respondents: 0, satisfied: 0 } },
  };
  const report = {
    pack: 'attraction',
    version: 1,
    clause: 'attraction/9',
    title: { zh: '复盘', en: 'Review' },
    tell: ['supervisor'] as const,
    madeAt: day(2),
  };

  beforeAll(async () => {
    const { reports } = system.services.duties;
    await reports.keep({
      ...report,
      _id: 'review',
      duty: '9',
      what: 'review',
      period: { from: day(1), to: day(2) },
      dueAt: new Date('2999-01-01T00:00:00Z'),
      result: { what: 'review', figures, before: figures },
      tasks: [{ kind: 'answer' }],
    });
    for (const n of [2, 3, 4]) {
      await reports.keep({
        ...report,
        _id: `check-${n}`,
        duty: '4.2',
        what: 'media-check',
        period: { from: day(n), to: day(n + 1) },
        dueAt: day(n + 1),
        result: { what: 'media-check' },
        tasks: [{ kind: 'check', channel: 'papers' }],
      });
    }
  });

  test('are found by what they are about and by what is still to be done', async () => {
    await agent.post('daily-checks', { channel: 'papers', at: '2026-01-03T10:00:00Z', found: 0 });
    const ids = async (query: string) => {
      const { status, body } = await system.as('auditor').get(`duty-reports?${query}`);
      const items = Array.isArray(body['items']) ? body['items'] : [];
      return { status, ids: items.map((one: { id: string }) => one.id), next: body['next'] };
    };
    expect((await ids('')).ids).toEqual(['check-4', 'check-3', 'check-2', 'review']);
    expect((await ids('state=open')).ids).toEqual(['review']);
    expect((await ids('state=done')).ids).toEqual(['check-3']);
    const first = await ids('state=overdue&limit=1');
    expect(first.ids).toEqual(['check-4']);
    const second = await ids(`state=overdue&limit=1&cursor=${String(first.next)}`);
    expect(second).toMatchObject({ ids: ['check-2'], next: undefined });
    expect((await ids('what=media-check&from=2026-01-03&to=2026-01-03')).ids).toEqual(['check-3']);
    expect((await ids('duty=9')).ids).toEqual(['review']);
  });

  test('a lead reads their department’s part, an agent of the people only themselves', async () => {
    const figuresOf = async (who: string) => (await system.as(who).get('duty-reports/review')).body['result'];
    expect(await figuresOf('supervisor')).toEqual({ what: 'review', figures, before: figures });
    const part = { departments: [{ department: 'technical' }], persons: [{ user: 'technical-lead' }] };
    expect(await figuresOf('technical-lead')).toMatchObject({ figures: part, before: part });
    expect(await figuresOf('agent')).toMatchObject({ figures: { persons: [{ user: 'agent' }] } });
    expect((await supervisor.get('duty-reports/nonesuch')).status).toBe(404);
  });

  test('a review stays open until somebody who supervises says what is changed; that stays', async () => {
    const say = (who: string, text: string) => system.as(who).post('duty-reports/review/done', { text });
    expect((await say('agent', 'x')).status).toBe(403);
    expect((await say('supervisor', ' ')).status).toBe(422);
    expect((await say('supervisor', '卡号 6222 0212 3456 7890 128')).status).toBe(422);
    const done = await say('supervisor', 'More people on Mondays');
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'done', answer: { text: 'More people on Mondays', by: 'supervisor' } },
    });
    expect((await say('supervisor', 'More people on Mondays')).status).toBe(200);
    expect((await say('executive', 'Fewer people')).status).toBe(409);
    expect((await supervisor.post('duty-reports/check-2/done', { text: 'x' })).status).toBe(409);
  });
});
