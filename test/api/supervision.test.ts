import { z } from 'zod';
import { workingHours } from '../../api/supervision/working-hours';
import { chinaCalendar, defaultCalendar } from '../../models/calendars';
import type { Answer } from './support/client';
import { begun, classified, unclassified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

jest.setTimeout(60_000);

const HOUR = 3_600_000;

let system: System;
/** Long overdue, and called red by the agent. */
let overdue: string;
/** Returned until a supervisor has to decide. */
let returned: string;

beforeAll(async () => {
  system = await startSystem('supervision');
  await system.startWorker();
  const receivedAt = new Date(Date.now() - 5 * HOUR).toISOString();
  overdue = await begun(system.as('agent'), { ...classified, urgency: 'urgent', receivedAt });
  await sent('agent', overdue, 'set-level', { level: 'red', reason: '有人受伤' });
  await begun(system.as('agent'));
  returned = await begun(system.as('agent'));
  for (const department of ['technical', 'logistics', 'operations']) {
    await sent('agent', returned, 'assign', { department });
    await sent(`${department}-lead`, returned, 'return', { reason: '不属本部门' });
  }
}, 60_000);
afterAll(() => system.close());

async function sent(user: string, number: string, command: string, payload: object): Promise<void> {
  const { status, body } = await system.as(user).post(`complaints/${number}/${command}`, payload);
  if (status !== 200) throw new Error(`${command} was answered with ${status}: ${JSON.stringify(body)}`);
}

const clauses = z.array(z.object({ clause: z.string(), count: z.int() }));
const cells = z.array(z.object({ from: z.string(), to: z.string(), count: z.int(), clauses }));
const pressing = z.array(
  z.object({
    department: z.string(),
    person: z.string().nullable(),
    overdue: z.boolean(),
    level: z.string().nullable(),
    rung: z.number(),
    count: z.int(),
  }),
);
const summary = z.object({ cells, pressing });
const items = z.array(
  z.object({
    number: z.string(),
    stage: z.string(),
    level: z.string().nullable(),
    decisions: z.array(z.string()),
  }),
);

function itemsOf({ status, body }: Answer): z.output<typeof items> {
  expect(status).toBe(200);
  return items.parse(body['items']);
}

async function listed(user: string, filters: Readonly<Record<string, string>>): Promise<string[]> {
  const query = new URLSearchParams({ limit: '200', ...filters });
  return itemsOf(await system.as(user).get(`complaints?${query.toString()}`)).map(({ number }) => number);
}

async function watched(user: string): Promise<z.output<typeof summary>> {
  const { status, body } = await system.as(user).get('supervision');
  expect(status).toBe(200);
  return summary.parse(body);
}

test('every cell of the heat strip opens as many cases as it counts', async () => {
  const strip = (await watched('supervisor')).cells;
  expect(strip.length).toBeGreaterThanOrEqual(24);
  const filled = strip.filter(({ count }) => count > 0);
  expect(filled.length).toBeGreaterThan(0);
  for (const { from, to, count, clauses: parts } of filled) {
    const of = { dueFrom: from, dueBefore: to };
    expect(await listed('supervisor', of)).toHaveLength(count);
    expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(count);
    for (const part of parts) {
      expect(await listed('supervisor', { ...of, clause: part.clause })).toHaveLength(part.count);
    }
  }
});

test('every number of a holder opens its cases: overdue, soon due, by level and by rung', async () => {
  // The breach of the clock that was due three hours ago is on record.
  await until(
    () => system.as('supervisor').get('complaints?overdue=true&rung=150'),
    ({ body }) => items.parse(body['items']).some(({ number }) => number === overdue),
  );
  const loads = (await watched('supervisor')).pressing;
  expect(loads).toContainEqual(
    expect.objectContaining({ person: 'supervisor', overdue: true, level: 'red', rung: 150, count: 1 }),
  );
  for (const load of loads) {
    const found = await listed('supervisor', {
      holderDepartment: load.department,
      holder: load.person ?? '-',
      rung: String(load.rung),
      ...(load.overdue ? { overdue: 'true' } : { soon: 'true' }),
      ...(load.level !== null && { level: load.level }),
    });
    expect(found.length).toBeGreaterThanOrEqual(load.count);
  }
  const all = loads.reduce((sum, { count }) => sum + count, 0);
  expect(await listed('supervisor', { pressing: 'true' })).toHaveLength(all);
  const late = loads.filter((load) => load.overdue).reduce((sum, { count }) => sum + count, 0);
  expect(await listed('supervisor', { overdue: 'true' })).toHaveLength(late);
  expect(await listed('supervisor', { soon: 'true' })).toHaveLength(all - late);
});

test('a lead watches what their department holds', async () => {
  const logistics = await watched('logistics-lead');
  expect(logistics.pressing).toEqual([]);
  expect(logistics.cells.every(({ count }) => count === 0)).toBe(true);
  const own = await begun(system.as('agent'), { ...classified, urgency: 'general' });
  const technical = await watched('technical-lead');
  expect(technical.pressing.every(({ department }) => department === 'technical')).toBe(true);
  const counted = technical.pressing.reduce((sum, { count }) => sum + count, 0);
  const found = await listed('technical-lead', { holderDepartment: 'technical', pressing: 'true' });
  expect(found).toContain(own);
  expect(found).toHaveLength(counted);
});

test('after repeated returns the case is the supervisor’s work, not the agent’s, until it is decided', async () => {
  expect(await listed('agent', { view: 'waiting-for-me' })).not.toContain(returned);
  expect(await listed('agent', { view: 'waiting-for-others' })).toContain(returned);
  expect(await listed('supervisor', { view: 'waiting-for-me' })).toContain(returned);
  const waiting = itemsOf(await system.as('quality-manager').get('complaints?view=to-decide'));
  expect(waiting.find(({ number }) => number === returned)?.decisions).toEqual(['arbitration']);
  const { body } = await system.as('agent').get(`complaints/${returned}/clocks`);
  expect(body['items']).toContainEqual(
    expect.objectContaining({
      clause: 'media/3.2-assign',
      endedAt: null,
      holder: {
        role: 'supervisor',
        department: 'customer-service',
        person: 'supervisor',
        arbitrates: true,
      },
    }),
  );
  const counts = await system.as('supervisor').get('work-counts');
  expect(counts.body).toMatchObject({
    waiting: (await listed('supervisor', { view: 'waiting-for-me' })).length,
    toDecide: (await listed('supervisor', { view: 'to-decide' })).length,
  });

  await sent('supervisor', returned, 'assign', { department: 'technical', reason: '技术部负责' });
  expect(await listed('supervisor', { view: 'to-decide' })).not.toContain(returned);
  expect(await listed('technical-lead', { view: 'waiting-for-me' })).toContain(returned);
});

test('a claim waits for whoever the ladder names, rung by rung', async () => {
  const number = await begun(system.as('agent'), {
    ...unclassified,
    policy: 'attraction',
    channel: 'phone',
    aboutDepartment: 'operations',
    persons: ['售票员'],
    expectation: '退票',
    occurredAt: new Date().toISOString(),
    origin: 'onsite',
  });
  await sent('agent', number, 'claim', { demand: '退票款', grounds: '设施停运' });
  const decides = async (): Promise<string[]> => {
    const users = ['agent', 'supervisor', 'executive', 'technical-lead'];
    const waits = await Promise.all(
      users.map(async (user) => (await listed(user, { view: 'to-decide' })).includes(number)),
    );
    return users.filter((_user, index) => waits[index]);
  };
  expect(await decides()).toEqual(['agent']);
  await sent('agent', number, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
  expect(await decides()).toEqual(['supervisor']);
  await sent('supervisor', number, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
  expect(await decides()).toEqual(['executive']);
  const amount = { amount: '1200.00', currency: 'CNY' };
  await sent('executive', number, 'decide-claim', { decision: 'grant', amount, reason: '属实' });
  expect(await decides()).toEqual([]);
});

test('a difficult customer who was proposed waits for a supervisor; a suggestion for its leader', async () => {
  const difficult = await begun(system.as('agent'));
  await sent('agent', difficult, 'flag-difficult', { reason: '多次以同一理由索赔' });
  expect(await listed('supervisor', { view: 'to-decide' })).toContain(difficult);
  await sent('supervisor', difficult, 'flag-difficult', { agree: true });
  expect(await listed('supervisor', { view: 'to-decide' })).not.toContain(difficult);

  const suggestion = await begun(system.as('agent'), {
    ...unclassified,
    kind: 'suggestion',
    policy: 'retail',
    department: 'marketing',
  });
  expect(await listed('marketing-lead', { view: 'to-decide' })).toContain(suggestion);
  expect(await listed('executive', { view: 'to-decide' })).toContain(suggestion);
  expect(await listed('logistics-lead', { view: 'to-decide' })).not.toContain(suggestion);
  await sent('marketing-lead', suggestion, 'decide-suggestion', { adopted: 'yes', reason: '可行' });
  expect(await listed('executive', { view: 'to-decide' })).not.toContain(suggestion);
});

test('filters that make no sense are refused', async () => {
  for (const query of ['dueFrom=yesterday', 'soon=yes', 'rung=-1', 'rung=high', 'view=to-do']) {
    expect(await system.as('supervisor').get(`complaints?${query}`)).toMatchObject({ status: 422 });
  }
});

describe('the working hours of the strip', () => {
  const calendar = chinaCalendar(defaultCalendar);
  const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
  const shown = (instant: number): string =>
    new Date(instant + 8 * HOUR).toISOString().slice(5, 16).replace('T', ' ');

  test('follow on each other without a gap; breaks, nights and holidays belong to the hour before', () => {
    // A Friday before an ordinary weekend.
    const hours = workingHours(at('2026-03-06 11:20'), 24, calendar);
    expect(hours).toHaveLength(24);
    expect(hours.slice(0, 3).map(({ from, closes, to }) => [from, closes, to].map(shown))).toEqual([
      ['03-06 11:20', '03-06 12:00', '03-06 13:00'],
      ['03-06 13:00', '03-06 14:00', '03-06 14:00'],
      ['03-06 14:00', '03-06 15:00', '03-06 15:00'],
    ]);
    expect(shown(hours[5]?.to ?? 0)).toBe('03-09 09:00');
    for (const [index, { to }] of hours.slice(0, -1).entries()) expect(hours[index + 1]?.from).toBe(to);
  });

  test('begin with what nobody works on, if nobody works now', () => {
    const [closed, first] = workingHours(at('2026-03-06 20:00'), 24, calendar);
    expect([closed?.from, closed?.to].map((time) => shown(time ?? 0))).toEqual([
      '03-06 20:00',
      '03-09 09:00',
    ]);
    expect(closed?.closes).toBe(closed?.from);
    expect(shown(first?.from ?? 0)).toBe('03-09 09:00');
  });

  test('are as many as there are, where a calendar has none', () => {
    const never = chinaCalendar({ ...defaultCalendar, workingHours: [] });
    expect(workingHours(at('2026-03-06 11:20'), 24, never)).toEqual([]);
  });
});
