import { randomUUID } from 'node:crypto';
import { people } from './support/people';
import { Company } from './support/company';
import { forTests } from './support/packs';

const DAY = 86_400_000;
const SOLUTION = '请断电一分钟后重新开机，更新后的软件会自动安装。';

let company: Company;

beforeAll(async () => {
  company = await Company.open([await forTests('widespread')]);
});
afterAll(() => company.close());

/** One run of the scheduled workflow, as the schedule starts it every minute. */
async function tend(): Promise<void> {
  await company.env.client.workflow.execute('widespread', {
    workflowId: `widespread-${randomUUID()}`,
    taskQueue: company.taskQueue,
  });
}

test('similar open complaints are put together, alarmed of once, joined by later ones, and told one solution', async () => {
  const file = (matter: string) => company.file({ matter });
  const one = await file('机顶盒升级后无法开机');
  const two = await file('机顶盒升级之后 无法开机了！');
  const other = await file('送货比约定晚了三天，电话也没有人接');
  await tend();
  expect((await one.state()).widespread).toBeUndefined();

  const three = await file('昨天机顶盒升级后，无法开机');
  await tend();
  const group = one.number.replace('C', 'W');
  for (const c of [one, two, three]) {
    const marked = await c.untilOnRecord(({ type }) => type === 'mark-widespread');
    expect(marked).toMatchObject({ actor: { user: 'redress' }, payload: { group } });
  }
  expect((await other.state()).widespread).toBeUndefined();
  const first = await company.stores.cases.find(one.number);
  expect(first).toMatchObject({ turn: 0, widespread: group });

  // A day later a fourth joins, by which time nobody is told anew.
  const alarms = await company.stores.notices.ofCase(group);
  expect(alarms.map(({ recipient, status }) => ({ recipient, status }))).toEqual(
    expect.arrayContaining([{ recipient: people.supervisor.user, status: 'sent' }]),
  );
  await company.skip(DAY);
  const four = await file('机顶盒升级后又无法开机');
  await tend();
  await four.untilOnRecord(({ type }) => type === 'mark-widespread');
  await tend();
  expect(await company.stores.notices.ofCase(group)).toEqual(alarms);
  expect(await company.stores.widespread.list(10)).toHaveLength(1);

  const { widespread } = company.stores;
  await widespread.solve(group, { text: SOLUTION, by: people.supervisor, at: new Date(), told: [] });
  await tend();
  await tend();
  for (const c of [one, two, three, four]) {
    const notes = (await c.events()).filter(({ type }) => type === 'note');
    expect(notes).toEqual([
      expect.objectContaining({
        actor: people.supervisor,
        payload: { text: SOLUTION, visibility: 'customer' },
      }),
    ]);
    const told = (await company.stores.notices.ofCase(c.number)).filter(
      ({ template }) => template === 'widespread-solution',
    );
    expect(told).toMatchObject([{ recipient: 'customer', status: 'sent' }]);
  }
  expect((await other.events()).some(({ type }) => type === 'note')).toBe(false);
  expect([...((await widespread.find(group))?.solution?.told ?? [])].sort()).toEqual(
    [one, two, three, four].map(({ number }) => number),
  );
  await company.endAll();
}, 90_000);
