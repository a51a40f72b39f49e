import { begun } from './support/complaints';
import { startSystem, type System } from './support/system';
import { foundGroup, markTold } from './support/widespread';

jest.setTimeout(60_000);

const SOLUTION = '请断电一分钟后重新开机，更新后的软件会自动安装。';

let system: System;
let group: string;
let numbers: readonly string[];

/** Three similar complaints, marked as one by a supervisor; a group without open cases; one that nobody has solved. */
beforeAll(async () => {
  system = await startSystem('widespread');
  await system.startWorker();
  const agent = system.as('agent');
  numbers = [await begun(agent), await begun(agent), await begun(agent)];
  group = (numbers[0] ?? '').replace('C', 'W');
  await foundGroup(system.mongo, { _id: group, pack: 'media', foundAt: new Date('2026-11-22T03:00:00Z') });
  const older = new Date('2026-01-01T03:00:00Z');
  await foundGroup(system.mongo, { _id: 'W20260101-000001', pack: 'media', foundAt: older });
  for (const number of numbers) {
    const { status } = await system
      .as('supervisor')
      .post(`complaints/${number}/mark-widespread`, { group, reason: '同批次设备' });
    if (status !== 200) throw new Error(`It was not marked: ${status}`);
  }
}, 60_000);
afterAll(() => system.close());

test('groups are listed the newest first, page by page; only those with open cases where that is asked', async () => {
  const all = await system.as('supervisor').get('widespread-groups');
  expect(all.body['items']).toEqual([
    expect.objectContaining({ id: group, policy: 'media', openCases: 3, solution: null, alarmedAt: null }),
    expect.objectContaining({ id: 'W20260101-000001', openCases: 0 }),
  ]);
  const first = await system.as('supervisor').get('widespread-groups?limit=1');
  expect(first.body['items']).toEqual([expect.objectContaining({ id: group })]);
  const cursor = encodeURIComponent(String(first.body['next']));
  const second = await system.as('supervisor').get(`widespread-groups?limit=1&cursor=${cursor}`);
  expect(second.body['items']).toEqual([expect.objectContaining({ id: 'W20260101-000001' })]);
  expect(second.body['next']).toBeUndefined();
  const open = await system.as('supervisor').get('widespread-groups?open=true');
  expect(open.body['items']).toEqual([expect.objectContaining({ id: group })]);
  expect(await system.as('supervisor').get('widespread-groups?cursor=made-up')).toMatchObject({
    status: 422,
  });
});

test('a group has its open cases, which come first in every list and are found by it', async () => {
  const one = await system.as('agent').get(`widespread-groups/${group}`);
  expect(one.body).toMatchObject({ id: group, openCases: 3, open: [...numbers].sort() });
  const listed = await system.as('supervisor').get(`complaints?widespread=${group}`);
  expect(listed.body['items']).toHaveLength(3);
  expect(await system.as('agent').get('widespread-groups/W20990101-000001')).toMatchObject({ status: 404 });
  expect(await system.as('technical-lead').get('widespread-groups')).toMatchObject({ status: 403 });
});

test('one solution is kept, told to all of them, and never replaced', async () => {
  const solve = (user: string, text: unknown, id = group) =>
    system.as(user).post(`widespread-groups/${id}/solution`, { text });
  expect(await solve('agent', SOLUTION)).toMatchObject({ status: 403 });
  expect(await solve('supervisor', '')).toMatchObject({ status: 422 });
  expect(await solve('supervisor', '请致电 11010519491231002X')).toMatchObject({ status: 422 });
  expect(await solve('supervisor', SOLUTION, 'W20990101-000001')).toMatchObject({ status: 404 });

  const { status, body } = await solve('supervisor', SOLUTION);
  expect(status).toBe(202);
  expect(body).toMatchObject({ solution: { text: SOLUTION, by: 'supervisor', told: 0 } });
  expect(await solve('executive', SOLUTION)).toMatchObject({ status: 202 });
  expect(await solve('executive', '另一个方案')).toMatchObject({ status: 422 });

  // As the worker does once a case has it on record.
  await markTold(system.mongo, group, numbers.slice(0, 2));
  const told = await system.as('auditor').get(`widespread-groups/${group}`);
  expect(told.body).toMatchObject({ solution: { told: 2 }, openCases: 3 });
});
