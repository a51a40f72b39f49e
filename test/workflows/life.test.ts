import { Client } from '@temporalio/client';
import { people } from './support/people';
import { Company, CLASSIFIED } from './support/company';
import { forTests, shipped } from './support/packs';
import { technical, Walk } from './support/walk';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let company: Company;
let walk: Walk;

beforeAll(async () => {
  company = await Company.open([await shipped('media'), await forTests('media-with-pause')]);
  walk = new Walk(company);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

test('withdrawn with the words of the customer, it is closed and every clock ends', async () => {
  const c = await company.file(CLASSIFIED);
  await walk.planned(c);
  const statement = { at: new Date(await company.now()).toISOString(), method: 'phone', text: '不用处理了' };
  await c.send(people.agent, 'withdraw', { reason: '客户自行解决', statement });
  const { stage, closing, clocks } = await c.state();
  expect({ stage, outcome: closing?.outcome }).toEqual({
    stage: 'closed',
    outcome: { kind: 'withdrawn', reason: '客户自行解决' },
  });
  expect(clocks.every((clock) => clock.endedAt !== undefined)).toBe(true);
});

test('reopened within its window it goes another round; afterwards it is too late', async () => {
  const c = await company.file(CLASSIFIED);
  await walk.closed(c);
  await company.skip(29 * DAY);
  await c.send(people.agent, 'reopen', { reason: '又出现了' });
  expect(await c.state()).toMatchObject({ stage: 'planning', round: 2 });
  expect((await c.state()).closing).toBeUndefined();
  await walk.resolve(c);
  await c.send(people.agent, 'customer-satisfied', { rating: 3 });
  await company.skip(31 * DAY);
  await c.handle.result();
  expect((await c.state()).stage).toBe('archived');
});

test('settled on the spot by an agent, it goes straight to the customer', async () => {
  const c = await company.file();
  await c.send(people.agent, 'resolve', { result: '当场退款', customerContent: 'yes' });
  expect((await c.state()).stage).toBe('confirming');
});

test('an agent does not report the result of a department that has signed for the case', async () => {
  const c = await company.file(CLASSIFIED);
  await walk.accepted(c);
  expect(await c.refused(people.agent, 'resolve', { result: '完成', customerContent: 'yes' })).toMatchObject({
    code: 'role',
  });
});

test('media grants no pause', async () => {
  const c = await company.file(CLASSIFIED);
  await walk.accepted(c);
  expect(await c.refused(technical, 'pause', { reason: 'waiting-for-customer' })).toMatchObject({
    code: 'rule',
  });
});

test('a pause gives its working time back, an extension moves the due time, and the cap holds', async () => {
  const c = await company.file(CLASSIFIED, { pack: 'media-with-pause' });
  await walk.found(c);
  const before = (await c.clock('media/3.3-plan')).dueAt;
  await c.send(technical, 'pause', { reason: 'waiting-for-customer' });
  expect((await c.clock('media/3.3-plan')).state).toBe('paused');
  // Within the working morning.
  await company.skip(90 * MINUTE);
  await c.send(technical, 'resume', {});
  const { dueAt, clock } = await c.clock('media/3.3-plan');
  const [pause] = clock.pauses;
  expect(dueAt - before).toBe(Date.parse(pause?.to ?? '') - Date.parse(pause?.from ?? ''));

  const until = (days: number): string => new Date(dueAt + days * DAY).toISOString();
  const asked = { clock: '3.3-plan', reason: '等待配件' };
  expect(await c.refused(technical, 'extend', { ...asked, until: until(1) })).toMatchObject({
    code: 'authority',
  });
  expect(await c.refused(people.supervisor, 'extend', { ...asked, until: until(30) })).toMatchObject({
    code: 'rule',
    message: expect.stringContaining('at the latest') as unknown,
  });
  await c.send(people.supervisor, 'extend', { ...asked, until: until(1) });
  expect((await c.clock('media/3.3-plan')).dueAt).toBe(dueAt + DAY);
  await company.skipTo(dueAt + HOUR);
  expect((await c.clock('media/3.3-plan')).state).toBe('running');
  await company.skipTo(dueAt + DAY + 1000);
  await c.untilOnRecord(({ type }) => type === 'clock-broken');
  expect(await c.refused(people.supervisor, 'extend', { ...asked, until: until(2) })).toMatchObject({
    code: 'rule',
  });
});

test('each rung of a clock warns, breaks, or escalates exactly once, and calls in whom the pack names', async () => {
  const c = await company.file(CLASSIFIED);
  await company.skip(10 * HOUR);
  const rungs = (await c.events()).flatMap((event) =>
    event.type === 'clock-warned' || event.type === 'clock-broken' || event.type === 'clock-overdue'
      ? [`${event.payload.clause} ${event.payload.percent}`]
      : [],
  );
  expect(rungs.filter((rung) => rung.startsWith('media/3.2-accept'))).toEqual([
    'media/3.2-accept 75',
    'media/3.2-accept 100',
    'media/3.2-accept 150',
  ]);
  expect((await c.state()).supervisors).toContain(people.qualityManager.user);
  const told = await company.stores.notices.ofCase(c.number);
  const warned = told.filter(
    ({ recipient, template }) => recipient === technical.user && template.startsWith('clock-'),
  );
  expect(warned.map(({ template }) => template).sort()).toEqual(['clock-broken', 'clock-warned']);
});

test('the time a case was held is charged to the department that held it, across returns and rounds', async () => {
  const c = await company.file({ contentType: 'service', subtype: 'attitude', urgency: 'general' });
  await company.skip(20 * MINUTE);
  await c.send(people.lead('operations'), 'return', { reason: '属产品问题' });
  await company.skip(10 * MINUTE);
  await c.send(people.agent, 'assign', { department: 'technical' });
  await company.skip(40 * MINUTE);
  await c.send(technical, 'accept', {});
  const { held } = await c.state();
  expect(Math.round((held['operations'] ?? 0) / MINUTE)).toBe(20);
  expect(Math.round((held['customer-service'] ?? 0) / MINUTE)).toBe(10);
  expect(Math.round((held['technical'] ?? 0) / MINUTE)).toBe(40);
});

test('an archived case still takes a review, as a run of its own under the same id', async () => {
  const c = await company.file(CLASSIFIED);
  await walk.closed(c);
  await company.skip(31 * DAY);
  await c.handle.result();
  const review = { rootCause: '老化测试缺失', lessons: ['测试'], countermeasures: ['加工位'] };
  await expect(company.sendToArchived(c, people.supervisor, 'review', review)).resolves.toMatchObject({
    stage: 'archived',
  });
  expect((await c.state()).reviews).toMatchObject([review]);
});

test('a payload that is not encrypted with the key of the case is refused, and the record says so', async () => {
  const c = await company.file(CLASSIFIED);
  const stranger = new Client({ connection: company.env.connection });
  await stranger.workflow
    .getHandle(c.number)
    .signal('accept', { commandId: 'x', actor: technical, payload: {} });
  const event = await c.untilOnRecord(({ type }) => type === 'refused');
  expect(event.payload).toMatchObject({ command: 'accept', code: 'plaintext' });
  expect((await c.state()).stage).toBe('accepting');
});

test('the query tells what the record tells', async () => {
  const c = await company.file(CLASSIFIED);
  await walk.found(c);
  expect(await c.handle.query('case')).toEqual(await c.state());
  expect(await c.handle.query('clocks')).toEqual((await c.state()).clocks);
});
