import { people } from './support/people';
import { Company, CLASSIFIED } from './support/company';
import { shipped } from './support/packs';
import { technical, Walk } from './support/walk';

let company: Company;

beforeAll(async () => {
  // A server that suggests to continue as new a hundred times earlier than usual.
  company = await Company.open([await shipped('media')], {
    dynamicConfig: 'limit.historyCount.suggestContinueAsNew=40',
  });
});
afterAll(() => company.close());

test('a long life goes on in new runs, and nothing of it is lost, doubled, or rung again', async () => {
  const c = await company.file(CLASSIFIED);
  const walk = new Walk(company);
  await walk.accepted(c);
  for (let i = 0; i < 30; i += 1) {
    await c.send(technical, 'note', { text: `第 ${i} 次记录`, visibility: 'internal' });
  }
  await walk.find(c);
  await walk.plan(c);
  const repeated = await c.send(
    technical,
    'complete-step',
    { step: 1, result: '完成' },
    { commandId: COMMAND_ID },
  );
  for (let i = 30; i < 60; i += 1) {
    await c.send(technical, 'note', { text: `第 ${i} 次记录`, visibility: 'internal' });
  }
  // Its command id is remembered across runs.
  expect(
    await c.send(technical, 'complete-step', { step: 1, result: '完成' }, { commandId: COMMAND_ID }),
  ).toEqual(repeated);
  await walk.resolve(c);
  await c.send(people.agent, 'customer-satisfied', { rating: 5 });

  const runs = await company.runsOf(c.number);
  expect(runs).toBeGreaterThan(3);
  const events = await c.events();
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const notes = events.flatMap((event) => (event.type === 'note' ? [event.payload.text] : []));
  expect(notes).toEqual(Array.from({ length: 60 }, (_, i) => `第 ${i} 次记录`));
  expect((await c.clocks('media/3.4-report')).map(({ state }) => state)).toEqual(['kept']);
  expect(await c.handle.query('case')).toEqual(await c.state());
}, 60_000);

test('a work order outlives the run of its case that ordered it, and reports to the one that goes on', async () => {
  const c = await company.file(CLASSIFIED);
  const walk = new Walk(company);
  await walk.accepted(c);
  await c.send(technical, 'order-work', { department: 'logistics', task: '送一块新主板' });
  const order = await company.workOrder(`${c.number}-W1`);
  for (let i = 0; i < 30; i += 1) {
    await c.send(technical, 'note', { text: `第 ${i} 次记录`, visibility: 'internal' });
  }
  expect(await company.runsOf(c.number)).toBeGreaterThan(1);
  await order.send(people.lead('logistics'), 'accept');
  await order.send(people.lead('logistics'), 'finish', { result: '已送达' });
  await order.handle.result();
  const end = await c.untilOnRecord(({ type }) => type === 'work-order-ended');
  expect(end.payload).toMatchObject({ id: order.id, outcome: 'finished' });
}, 60_000);

const COMMAND_ID = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
