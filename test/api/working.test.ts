import { z } from 'zod';
import { ApiClient } from './support/client';
import { begun, classified, unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';

/** What whoever works with cases asks: what waits for me, why then, what would become of this. */
jest.setTimeout(60_000);

let system: System;
beforeAll(async () => {
  system = await startSystem('working');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const records = z.array(z.record(z.string(), z.unknown()));

function items(body: Readonly<Record<string, unknown>>, field = 'items'): z.output<typeof records> {
  return records.parse(body[field]);
}

test('a case waits for whoever holds a clock of it, and for the others while they have a part in it', async () => {
  const number = await begun(system.as('agent'), { ...classified, matter: '第一行说什么\n第二行不在列表里' });
  const mine = await system.as('technical-lead').get('complaints?view=waiting-for-me');
  const row = items(mine.body).find((item) => item['number'] === number);
  expect(row).toMatchObject({ matter: '第一行说什么', nextClock: { clause: 'media/3.2-accept' } });
  expect(row).toMatchObject({ nextClock: { dueAt: row?.['dueAt'] } });
  const others = await system.as('agent').get('complaints?view=waiting-for-others');
  expect(items(others.body).map((item) => item['number'])).toContain(number);
  const notMine = await system.as('agent').get('complaints?view=waiting-for-me');
  expect(items(notMine.body).map((item) => item['number'])).not.toContain(number);
  const stranger = await system.as('logistics-lead').get('complaints?view=waiting-for-me');
  expect(items(stranger.body)).toEqual([]);
});

test('why a clock is due then is told in steps that end with its due time', async () => {
  const number = await begun(system.as('agent'), classified);
  const clocks = items((await system.as('agent').get(`complaints/${number}/clocks`)).body);
  for (const { id, dueAt } of clocks) {
    const { status, body } = await system
      .as('agent')
      .get(`complaints/${number}/clocks/${encodeURIComponent(String(id))}/explanation`);
    expect(status).toBe(200);
    const steps: unknown = body['steps'];
    expect(steps).toEqual(expect.arrayContaining([expect.objectContaining({ step: 'started' })]));
    expect(Array.isArray(steps) ? steps.at(-1) : undefined).toEqual({ step: 'due', at: dueAt });
  }
  const none = await system.as('agent').get(`complaints/${number}/clocks/no-such/explanation`);
  expect(none.status).toBe(404);
  const hidden = await system.as('logistics-lead').get(`complaints/${number}/clocks/3.2-accept/explanation`);
  expect(hidden.status).toBe(403);
});

test('a preview says what becomes of an intake, and it becomes that', async () => {
  const { status, body } = await system.as('agent').post('complaints/preview', classified);
  expect(status).toBe(200);
  expect(body).toMatchObject({ stage: 'accepting', route: 'technical', problems: [], personalNumbers: [] });
  const number = await begun(system.as('agent'), classified);
  const clocks = items((await system.as('agent').get(`complaints/${number}/clocks`)).body);
  const running = clocks.filter((clock) => clock['endedAt'] === null).map((clock) => clock['clause']);
  const clauses = items(body, 'clocks').map((clock) => clock['clause']);
  expect(clauses.toSorted()).toEqual(running.toSorted());
});

test('a preview stores nothing, marks numbers that are never kept, and questions what is vague', async () => {
  const before = items((await system.as('agent').get('complaints?sort=createdAt')).body).length;
  const matter = '客户身份证号 11010519491231002X';
  const { body } = await system.as('agent').post('complaints/preview', { kind: 'complaint', matter });
  const from = matter.indexOf('1');
  expect(body['personalNumbers']).toEqual([{ field: 'matter', kind: 'id-card', from, to: from + 18 }]);
  expect(JSON.stringify(body['problems'])).toContain('customer');
  expect(items((await system.as('agent').get('complaints?sort=createdAt')).body)).toHaveLength(before);
  expect((await system.as('auditor').post('complaints/preview', { kind: 'complaint' })).status).toBe(403);
});

test('similar open cases are those of the same customer, then those whose matter is alike; each sees their own', async () => {
  const number = await begun(system.as('agent'), {
    ...unclassified,
    customer: { name: '陈独一', phone: '13500009999' },
    matter: '机顶盒遥控器按键全部失灵，换电池也没有用',
  });
  const draft = { kind: 'complaint', matter: '遥控器按键全部失灵，电池换过了', customer: { name: '另一位' } };
  const found = await system.as('agent').post('complaints/preview', draft);
  expect(found.body['similar']).toMatchObject([{ because: 'matter', complaint: { number } }]);
  const same = { kind: 'complaint', customer: { phone: '+86 135 0000 9999' } };
  const ofCustomer = await system.as('agent').post('complaints/preview', same);
  expect(ofCustomer.body['similar']).toMatchObject([{ because: 'customer', complaint: { number } }]);
  const stranger = await system.as('logistics-lead').post('complaints/preview', draft);
  expect(stranger.body['similar']).toEqual([]);
});

test('the company by name is for its people', async () => {
  expect((await new ApiClient(system.url, 'rk_nobody').get('company')).status).toBe(401);
  const known = await system.as('technical-lead').get('company');
  expect(known.body).toMatchObject({ zone: 'Asia/Shanghai', defaultPolicy: 'media' });
  expect((await system.as('integration').get('company')).status).toBe(403);
});
