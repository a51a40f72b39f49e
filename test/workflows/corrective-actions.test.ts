import { CLASSIFIED, Company } from './support/company';
import { shipped } from './support/packs';
import { people } from './support/people';
import { issuedAlone, type ActionUnderTest } from './support/task-starts';
import { technical, Walk } from './support/walk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let company: Company;

beforeAll(async () => {
  company = await Company.open([await shipped('media')]);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

async function reported(action: ActionUnderTest): Promise<void> {
  const due = new Date((await company.now()) + 2 * DAY).toISOString();
  await action.send(technical, 'plan', { measures: ['每块主板通电一小时'], due });
  await action.send(technical, 'report', { result: '已落实' });
}

async function effective(action: ActionUnderTest): Promise<void> {
  await action.send(technical, 'accept');
  await reported(action);
  await action.send(people.supervisor, 'verify', { effective: 'yes', note: '两周无故障' });
}

test('it is planned, carried out, checked, watched, and closed when no repeat came', async () => {
  const action = await issuedAlone(company);
  await effective(action);
  const state = await action.state();
  expect(state).toMatchObject({ stage: 'watching', cycle: 1, checks: [{ effective: 'yes' }] });
  expect(state.clocks.map(({ clause, ended }) => [clause, ended])).toEqual([
    ['corrective-action/accept', 'met'],
    ['corrective-action/due', 'met'],
    ['corrective-action/plan', 'met'],
    ['corrective-action/measures', 'met'],
    ['corrective-action/check', 'met'],
  ]);
  const until = Date.parse(state.watch?.until ?? '');
  expect(until - Date.parse(state.watch?.since ?? '')).toBe(90 * DAY);
  await company.skip(89 * DAY);
  expect((await action.state()).stage).toBe('watching');
  await company.skip(2 * DAY);
  await action.handle.result();
  const end = await action.untilOnRecord(({ type }) => type === 'watch-ended');
  expect(Date.parse(end.at)).toBe(until);
  expect((await action.state()).stage).toBe('closed');
  expect(await action.notices()).toEqual([
    'corrective-action-issued → lead-technical',
    'corrective-action-report → supervisor',
    'corrective-action-effective → lead-technical',
  ]);
});

test('found without effect, it is planned again, until it is effective', async () => {
  const action = await issuedAlone(company);
  await action.send(technical, 'accept');
  await reported(action);
  expect(await action.refused(technical, 'verify', { effective: 'yes', note: '好' })).toMatchObject({
    code: 'role',
    stage: 'reported',
    admitted: [],
  });
  await action.send(people.executive, 'verify', { effective: 'no', note: '又坏一块' });
  expect(await action.state()).toMatchObject({ stage: 'accepted', cycle: 1 });
  await action.untilTold('corrective-action-ineffective → lead-technical');
  expect(await action.refused(technical, 'report', { result: '已落实' })).toMatchObject({
    code: 'stage',
    admitted: ['plan'],
  });
  await reported(action);
  await action.send(people.supervisor, 'verify', { effective: 'yes', note: '两周无故障' });
  expect((await action.state()).checks.map(({ effective: found }) => found)).toEqual(['no', 'yes']);
  const started = (await action.state()).clocks.map(({ id }) => id);
  expect(started).toEqual(expect.arrayContaining(['plan', 'plan@2', 'due@2', 'measures@2', 'check@2']));
});

test('a repeat while it is watched opens it from the beginning; each complaint counts once', async () => {
  const action = await issuedAlone(company, { cases: ['C20260101-000000001'] });
  await effective(action);
  await company.skip(30 * DAY);
  await action.handle.signal('repeat', { number: 'C20260101-000000001' });
  await action.handle.signal('repeat', { nonsense: true });
  await action.handle.signal('repeat', { number: 'C20260101-000000002' });
  await action.untilOnRecord(({ type }) => type === 'repeat');
  expect(await action.state()).toMatchObject({
    stage: 'issued',
    cycle: 2,
    repeats: ['C20260101-000000002'],
  });
  expect((await action.state()).plan).toBeUndefined();
  await effective(action);
  await action.handle.signal('repeat', { number: 'C20260101-000000002' });
  await company.skip(91 * DAY);
  await action.handle.result();
  expect((await action.eventTypes()).filter((type) => type === 'repeat')).toHaveLength(1);
  expect((await action.state()).stage).toBe('closed');
  expect(await action.notices()).toEqual(
    expect.arrayContaining([
      'corrective-action-repeat → lead-technical',
      'corrective-action-repeat → supervisor',
    ]),
  );
});

test('each of its times warns and breaks once: the lead is told, then the supervisor, of a check the executive', async () => {
  const action = await issuedAlone(company);
  await company.skip(3 * DAY);
  await action.untilOnRecord(({ type }) => type === 'clock-overdue');
  await action.untilTold(
    'corrective-action-clock-warned → lead-technical',
    'corrective-action-clock-broken → lead-technical',
    'corrective-action-clock-broken → supervisor',
  );
  await action.send(technical, 'accept');
  await reported(action);
  await company.skip(14 * DAY);
  const state = await action.state();
  expect(state.clocks.map(({ rule, fired }) => [rule, fired])).toEqual([
    ['accept', [75, 100, 150]],
    ['due', []],
    ['plan', []],
    ['measures', []],
    ['check', [75, 100, 150]],
  ]);
  await action.untilOnRecord(
    ({ type, payload }) =>
      type === 'clock-overdue' && 'clause' in payload && payload.clause === 'corrective-action/check',
  );
  await action.untilTold('corrective-action-clock-broken → executive');
  await action.send(people.supervisor, 'verify', { effective: 'yes', note: '有效' });
});

test('a plan that lies in the past is refused by field', async () => {
  const action = await issuedAlone(company);
  await action.send(technical, 'accept');
  const past = new Date((await company.now()) - HOUR).toISOString();
  expect(await action.refused(technical, 'plan', { measures: ['每块通电'], due: past })).toMatchObject({
    code: 'invalid',
    fields: [{ field: 'due' }],
  });
  expect(await action.refused(technical, 'plan', { measures: [], due: past })).toMatchObject({
    code: 'invalid',
    fields: [{ field: 'measures' }],
  });
});

test('an inspection that finds the work not done issues one, which outlives its case', async () => {
  const c = await company.file(CLASSIFIED);
  const walk = new Walk(company);
  await walk.accepted(c);
  const correctBy = new Date((await company.now()) + 5 * DAY).toISOString();
  await c.send(people.supervisor, 'inspect', { verdict: 'not-done', criticism: '未按要求检测', correctBy });
  const [id] = (await c.state()).correctiveActions;
  expect(id).toBe(`${c.number}-R1`);
  const action = await company.correctiveAction(id ?? 'none');
  expect(await action.state()).toMatchObject({
    department: 'technical',
    cases: [c.number],
    reason: '未按要求检测',
    about: { contentType: 'product', subtype: 'quality' },
  });
  await c.withdraw();
  await company.skip(40 * DAY);
  await c.handle.result();
  await effective(action);
  expect((await action.state()).stage).toBe('watching');
});
