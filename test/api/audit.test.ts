import type { RunHistory } from '../../api/complaints/history';
import { legibleRuns } from '../../api/complaints/life/traced-runs';
import { unavailable } from '../../api/problems';
import { ArchiveDamagedError } from '../../models/archives';
import { begun, unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let number: string;
/** What the API answered while the case lived, in order: the time at which it was asked, and the answers. */
const seen: { readonly at: string; readonly answers: readonly unknown[] }[] = [];

const QUESTIONS = ['', '/events', '/clocks'];

beforeAll(async () => {
  system = await startSystem('audit');
  await system.startWorker();
  number = await begun(system.as('agent'), unclassified);
  await note();
  for (const [user, command, payload] of [
    ['agent', 'classify', { contentType: 'product', subtype: 'quality', urgency: 'major' }],
    ['agent', 'assign', { department: 'technical' }],
    ['technical-lead', 'accept', {}],
    ['agent', 'amend', { fields: { matter: 'It restarts itself after ten minutes.' }, reason: 'Misheard.' }],
  ] as const) {
    const { status, body } = await system.as(user).post(`complaints/${number}/${command}`, payload);
    if (status !== 200) throw new Error(`${command} was answered with ${status}: ${JSON.stringify(body)}`);
    await note();
  }
}, 60_000);
afterAll(() => system.close());

/** Asks everything that can be asked of another time as well. */
async function note(): Promise<void> {
  const answers = [];
  for (const what of QUESTIONS)
    answers.push((await system.as('agent').get(`complaints/${number}${what}`)).body);
  seen.push({ at: new Date().toISOString(), answers });
}

function items(body: Record<string, unknown>, name = 'items'): Record<string, unknown>[] {
  const list = body[name];
  if (!Array.isArray(list)) throw new Error(`${name} is no list: ${JSON.stringify(body)}`);
  return list.map((item: unknown) => ({ ...(typeof item === 'object' ? item : {}) }));
}

describe('the time machine', () => {
  test('answers what was answered then', async () => {
    for (const { at, answers } of seen) {
      const then = [];
      for (const what of QUESTIONS) {
        then.push((await system.as('agent').get(`complaints/${number}${what}?asOf=${at}`)).body);
      }
      expect(then).toEqual(answers);
    }
    expect(new Set(seen.map(({ answers }) => JSON.stringify(answers))).size).toBe(seen.length);
  });

  test('before its first event it is as it was filed; before it was filed there is none, and says since when', async () => {
    const now = await system.as('agent').get(`complaints/${number}`);
    const enteredAt = Date.parse(String(now.body['enteredAt']));
    const filed = await system
      .as('agent')
      .get(`complaints/${number}?asOf=${new Date(enteredAt).toISOString()}`);
    expect(filed).toMatchObject({ status: 200, body: { revision: 0, stage: 'registered' } });
    const before = await system
      .as('agent')
      .get(`complaints/${number}?asOf=${new Date(enteredAt - 1).toISOString()}`);
    expect(before.status).toBe(404);
    expect(before.body['enteredAt']).toBe(now.body['enteredAt']);
  });

  test('a moment to come, and one that is none, are 422', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    for (const moment of [tomorrow, '2026-02-30T00:00:00Z', 'yesterday']) {
      const { status, body } = await system.as('agent').get(`complaints/${number}?asOf=${moment}`);
      expect(status).toBe(422);
      expect(body['errors']).toMatchObject([{ field: 'asOf' }]);
    }
  });

  test('whoever may not see it now does not see it then; contacts are masked as they are now', async () => {
    const at = seen[0]?.at ?? '';
    expect((await system.as('logistics-lead').get(`complaints/${number}?asOf=${at}`)).status).toBe(403);
    const { body } = await system.as('auditor').get(`complaints/${number}?asOf=${at}`);
    expect(body['customer']).toMatchObject({ phone: '138****8000' });
  });

  test('says what differs between two moments', async () => {
    const [first, , , , last] = seen;
    const { body } = await system
      .as('auditor')
      .get(`complaints/${number}/differences?from=${first?.at ?? ''}&to=${last?.at ?? ''}`);
    expect(items(body)).toEqual(
      expect.arrayContaining([
        { field: 'stage', before: 'assigning', after: 'planning' },
        { field: 'department', before: null, after: 'technical' },
        { field: 'matter', before: unclassified.matter, after: 'It restarts itself after ten minutes.' },
      ]),
    );
    expect(items(body).map(({ field }) => field)).not.toContain('customer');
    const same = await system
      .as('auditor')
      .get(`complaints/${number}/differences?from=${last?.at ?? ''}&to=${last?.at ?? ''}`);
    expect(items(same.body)).toEqual([]);
  });
});

describe('the life of a case', () => {
  test('names for each event the update and the activity in Temporal’s history, decoded and masked', async () => {
    const { status, body } = await system.as('auditor').get(`complaints/${number}/life?limit=200`);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('gap');
    const temporal = new Map(
      items(body, 'temporal').map((event) => [`${String(event['runId'])} ${String(event['id'])}`, event]),
    );
    const steps = items(body);
    const typesOf = (step: Record<string, unknown> | undefined, which: string) =>
      items(step ?? {}, which).map(
        (ref) => temporal.get(`${String(ref['runId'])} ${String(ref['id'])}`)?.['type'],
      );
    const step = (type: string) =>
      steps.find(({ event }) => JSON.stringify(event).includes(`"type":"${type}"`));
    expect(typesOf(step('registered'), 'causes')).toEqual(['WORKFLOW_EXECUTION_STARTED']);
    expect(typesOf(step('accept'), 'causes')).toEqual([
      'WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
      'WORKFLOW_EXECUTION_UPDATE_COMPLETED',
    ]);
    for (const one of steps) {
      expect(typesOf(one, 'records')).toEqual([
        'ACTIVITY_TASK_SCHEDULED',
        'ACTIVITY_TASK_STARTED',
        'ACTIVITY_TASK_COMPLETED',
      ]);
      expect(typesOf(one, 'causes').length).toBeGreaterThan(0);
    }
    const text = JSON.stringify(body);
    expect(text).toContain('Misheard.');
    expect(text).toContain('138****8000');
    expect(text).not.toContain('0013 8000');
  });

  test('comes in pages that follow on each other', async () => {
    const whole = await system.as('auditor').get(`complaints/${number}/life?limit=200`);
    const first = await system.as('auditor').get(`complaints/${number}/life?limit=5`);
    const rest = await system
      .as('auditor')
      .get(`complaints/${number}/life?limit=200&cursor=${String(first.body['next'])}`);
    expect([...items(first.body), ...items(rest.body)]).toEqual(items(whole.body));
  });

  test('what is missing of the histories is said plainly, and nothing else is lost by it', async () => {
    const refused = {
      metadata: {},
      data: Buffer.from('{"redress:refused":"undecryptable"}').toString('base64'),
    };
    const event = {
      eventId: '1',
      eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED',
      eventTime: seen[0]?.at,
    };
    const attributes = { workflowExecutionStartedEventAttributes: { input: { payloads: [refused] } } };
    const history = { events: [{ ...event, ...attributes }] };
    const gapOf = async (runsOf: () => Promise<RunHistory[]>) =>
      (await legibleRuns({ runsOf }, number, true)).gap;
    expect(await gapOf(() => Promise.resolve([{ runId: 'r', source: 'live', history }]))).toBe('erased');
    expect(await gapOf(() => Promise.resolve([]))).toBe('not-kept');
    expect(await gapOf(() => Promise.reject(new ArchiveDamagedError(number)))).toBe('damaged');
    expect(await gapOf(() => Promise.reject(unavailable('Away.', 5)))).toBe('out-of-reach');
  });
});

describe('the access record', () => {
  async function entries(query: string): Promise<Record<string, unknown>[]> {
    const { status, body } = await system.as('auditor').get(`access-record?${query}`);
    expect(status).toBe(200);
    return items(body);
  }

  test('has who opened a case, once an hour, before it is shown', async () => {
    const other = await begun(system.as('agent'), unclassified);
    for (const what of ['', '/events', '/clocks', '']) {
      await system.as('supervisor').get(`complaints/${other}${what}`);
    }
    const opened = await entries(`number=${other}&user=supervisor`);
    expect(opened).toEqual([expect.objectContaining({ action: 'openComplaint', outcome: 'done' })]);
    await system.as('logistics-lead').get(`complaints/${other}`);
    expect(await entries(`number=${other}&user=logistics-lead`)).toEqual([
      expect.objectContaining({ action: 'readComplaint', outcome: 'not-allowed' }),
    ]);
  });

  test('has what was searched for, and no numbers that are never kept', async () => {
    await system.as('executive').get('complaints?limit=1');
    await system.as('executive').get(`complaints?q=${encodeURIComponent('重启')}`);
    const refused = await system.as('executive').get('complaints?q=11010519491231002X');
    expect(refused.status).toBe(422);
    expect(await entries('user=executive')).toMatchObject([{ action: 'searchComplaints', words: '重启' }]);
  });

  test('has what was revealed, and why', async () => {
    await system.as('executive').post(`complaints/${number}/reveal`, { reason: 'The customer called me.' });
    expect(await entries(`number=${number}&action=revealContacts`)).toMatchObject([
      { user: 'executive', reason: 'The customer called me.', fields: ['phone', 'email', 'account'] },
    ]);
  });

  test('is read the newest first, page by page, cut to a time; that too stands there', async () => {
    const all = await entries('limit=200&action=openComplaint');
    const first = await system.as('auditor').get('access-record?limit=2&action=openComplaint');
    const second = await system
      .as('auditor')
      .get(`access-record?limit=200&action=openComplaint&cursor=${String(first.body['next'])}`);
    expect([...items(first.body), ...items(second.body)]).toEqual(all);
    const times = all.map(({ at }) => String(at));
    expect(times).toEqual(times.toSorted().toReversed());
    const half = times[1] ?? '';
    expect((await entries(`action=openComplaint&limit=200&before=${half}`)).length).toBeLessThan(all.length);
    expect(await entries('user=auditor&action=readAccessRecord')).toHaveLength(1);
    expect((await system.as('auditor').get('access-record?cursor=nonsense')).status).toBe(422);
  });

  test('is changed by nobody through the API', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status } = await system.as('auditor').send(method, 'access-record', undefined, {});
      expect(status).toBe(405);
    }
  });
});
