import { begun, classified, unclassified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
/** Of the technical department, and of nobody yet. */
let boards: string;
let parcel: string;

beforeAll(async () => {
  system = await startSystem('search');
  await system.startWorker();
  const agent = system.as('agent');
  boards = await begun(agent, {
    ...classified,
    matter: '电视机主板第三天烧坏，型号 ＸＹＺ－９９８８',
    expectation: '要求换一台新的',
  });
  parcel = await begun(agent, { ...unclassified, matter: '快递外包装破损，遥控器的主板没有反应' });
  const { status } = await agent.post(`complaints/${boards}/note`, {
    text: '客户称电话里已答应上门，\n等了一整天无人来',
    visibility: 'internal',
  });
  if (status !== 200) throw new Error(`The note was answered with ${status}`);
}, 120_000);
afterAll(() => system.close());

interface Hit {
  readonly number: unknown;
  readonly found: unknown;
}

async function search(user: string, q: string, more = ''): Promise<Hit[]> {
  const { status, body } = await system.as(user).get(`complaints?q=${encodeURIComponent(q)}${more}`);
  expect(status).toBe(200);
  const items: unknown = body['items'];
  if (!Array.isArray(items)) throw new Error('The answer is no list.');
  return items.map((item: Hit) => ({ number: item.number, found: item.found }));
}

const numbersOf = async (user: string, q: string, more?: string) =>
  (await search(user, q, more)).map(({ number }) => number);

test('a case is found by what stands in the middle of its matter, with the place marked', async () => {
  expect(await search('agent', '第三天烧坏')).toEqual([
    {
      number: boards,
      found: {
        event: 'registered',
        field: 'matter',
        text: '电视机主板第三天烧坏，型号 ＸＹＺ－９９８８',
        ranges: [[5, 10]],
      },
    },
  ]);
});

test('half width finds full width, and a line break is none', async () => {
  expect(await numbersOf('agent', 'xyz-9988')).toEqual([boards]);
  const [hit] = await search('supervisor', '上门等了一整天');
  expect(hit).toMatchObject({
    number: boards,
    found: { event: 'note', field: 'text', text: '客户称电话里已答应上门， 等了一整天无人来' },
  });
});

test('as soon as a command is answered, its text finds the case', async () => {
  await system
    .as('agent')
    .post(`complaints/${parcel}/note`, { text: '补寄遥控器一只', visibility: 'customer' });
  expect(await numbersOf('agent', '补寄遥控器')).toEqual([parcel]);
});

test('a filter holds for what is found, and pages follow on each other', async () => {
  expect((await numbersOf('agent', '主板')).toSorted()).toEqual([boards, parcel].toSorted());
  expect(await numbersOf('agent', '主板', '&department=technical')).toEqual([boards]);
  const first = await system.as('agent').get(`complaints?q=${encodeURIComponent('主板')}&limit=1`);
  const cursor = String(first.body['next']);
  const second = await numbersOf('agent', '主板', `&limit=1&cursor=${cursor}`);
  const [firstHit] = await search('agent', '主板', '&limit=1');
  expect([firstHit?.number, ...second].toSorted()).toEqual([boards, parcel].toSorted());
});

test('who does not see a case does not learn from a search that it is there', async () => {
  expect(await numbersOf('technical-lead', '主板')).toEqual([boards]);
  expect(await numbersOf('logistics-lead', '主板')).toEqual([]);
  const { body } = await system.as('logistics-lead').get(`complaints?q=${encodeURIComponent('烧坏')}`);
  expect(body).toEqual({ items: [] });
  expect((await system.as('administrator').get(`complaints?q=${encodeURIComponent('烧坏')}`)).status).toBe(
    403,
  );
});

test('how a customer is reached is not found by its parts where it is not shown', async () => {
  for (const q of ['0013', '3800138', 'wang@', 'example'])
    expect([q, await search('auditor', q)]).toEqual([q, []]);
  expect((await numbersOf('auditor', '13800138000')).toSorted()).toEqual([boards, parcel].toSorted());
});

test('one character is too short, and the answer says what to do', async () => {
  const { status, body } = await system.as('agent').get(`complaints?q=${encodeURIComponent('板')}`);
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain('Write two characters at least.');
});

test('the export has what the list has', async () => {
  const response = await fetch(
    `${system.url}/api/v1/complaints/export?format=csv&q=${encodeURIComponent('烧坏')}`,
    {
      headers: { Authorization: `Bearer ${system.keyOf('agent')}` },
    },
  );
  const csv = await response.text();
  expect(csv).toContain(boards);
  expect(csv).not.toContain(parcel);
});

test('once nothing is kept of its texts, they find it no more, but its number does', async () => {
  const number = await begun(system.as('agent'), { ...unclassified, matter: '热水器漏电跳闸' });
  await until(
    () => system.as('agent').get(`complaints?q=${encodeURIComponent('漏电跳闸')}`),
    ({ body }) => JSON.stringify(body).includes(number),
  );
  await system.services.cases.forgetTexts(number);
  expect(await numbersOf('agent', '漏电跳闸')).toEqual([]);
  expect(await numbersOf('agent', number)).toEqual([number]);
});
