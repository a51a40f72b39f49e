import { randomUUID } from 'node:crypto';
import { CLASSIFIED, Company } from './support/company';
import type { Complaint } from './support/complaint';
import { shipped } from './support/packs';
import { people } from './support/people';
import { orderedAlone } from './support/task-starts';
import { technical, Walk } from './support/walk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const logistics = people.lead('logistics');

/** An ID-card number that is nobody's: the check digit is right, the region and birth date are made up. */
const ID_CARD = '11010519491231002X';

let company: Company;
let walk: Walk;

beforeAll(async () => {
  company = await Company.open([await shipped('media')]);
  walk = new Walk(company);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

async function ordered(c: Complaint, due?: string) {
  await c.send(technical, 'order-work', {
    department: 'logistics',
    task: '送一块新主板',
    ...(due && { due }),
  });
  const order = (await c.state()).orders.at(-1);
  return company.workOrder(order?.id ?? 'none');
}

async function accepted(): Promise<Complaint> {
  const c = await company.file(CLASSIFIED);
  await walk.accepted(c);
  return c;
}

test('a work order is signed for and finished, and its case hears of it', async () => {
  const c = await accepted();
  const order = await ordered(c);
  expect(order.id).toBe(`${c.number}-W1`);
  expect(await order.send(logistics, 'accept')).toMatchObject({ id: order.id, stage: 'accepted' });
  await order.send(people.handler('logistics'), 'finish', { result: '已送达' });
  await order.handle.result();
  expect(await order.state()).toMatchObject({
    stage: 'finished',
    ended: { outcome: 'finished', text: '已送达', by: 'handler-logistics' },
  });
  const end = await c.untilOnRecord(({ type }) => type === 'work-order-ended');
  expect(end.payload).toEqual({ id: order.id, outcome: 'finished', text: '已送达' });
  expect((await order.state()).clocks.map(({ clause, ended }) => [clause, ended])).toEqual([
    ['work-order/accept', 'met'],
    ['work-order/finish', 'met'],
  ]);
  expect(await order.notices()).toEqual([
    'work-order-ordered → lead-logistics',
    `work-order-finish → ${technical.user}`,
  ]);
});

test('an open order holds the result back, and its end lets it go', async () => {
  const c = await accepted();
  await walk.find(c);
  await walk.plan(c);
  const order = await ordered(c);
  expect(await c.refused(technical, 'resolve', { result: '已更换', customerContent: 'yes' })).toMatchObject({
    code: 'rule',
    stage: 'handling',
    message: expect.stringContaining(order.id) as unknown,
  });
  await order.send(logistics, 'accept');
  await order.send(logistics, 'finish', { result: '已送达' });
  await c.untilOnRecord(({ type }) => type === 'work-order-ended');
  await walk.resolve(c);
  expect((await c.state()).stage).toBe('confirming');
});

test('a returned order comes back to whoever ordered it, with the reason', async () => {
  const c = await accepted();
  const order = await ordered(c);
  await order.send(logistics, 'return', { reason: '仓库无货' });
  await order.handle.result();
  const end = await c.untilOnRecord(({ type }) => type === 'work-order-ended');
  expect(end.payload).toMatchObject({ outcome: 'returned', text: '仓库无货' });
  expect(await order.notices()).toContain(`work-order-return → ${technical.user}`);
  // Another department may be asked now.
  const next = await ordered(c);
  expect(next.id).toBe(`${c.number}-W2`);
});

test('whoever ordered it, and an agent, may cancel it; another department may not', async () => {
  const c = await accepted();
  const order = await ordered(c);
  expect(await order.refused(people.lead('production'), 'cancel', { reason: '不需要' })).toMatchObject({
    code: 'role',
    stage: 'ordered',
    admitted: [],
  });
  expect(await order.refused(logistics, 'cancel', { reason: '不需要' })).toMatchObject({
    code: 'role',
    admitted: ['accept', 'return'],
  });
  await order.send(technical, 'cancel', { reason: '客户自取' });
  const another = await ordered(c);
  await another.send(people.agent, 'cancel', { reason: '客户自取' });
  await another.handle.result();
  expect(await another.notices()).toContain('work-order-cancel → lead-logistics');
  expect((await another.state()).clocks.every(({ ended }) => ended === 'superseded')).toBe(true);
});

test('a case that is withdrawn cancels its open orders', async () => {
  const c = await accepted();
  const order = await ordered(c);
  await company.endAll();
  await order.handle.result();
  expect(await order.state()).toMatchObject({ stage: 'cancelled', ended: { by: 'redress' } });
  const end = await c.untilOnRecord(({ type }) => type === 'work-order-ended');
  expect(end.payload).toMatchObject({ id: order.id, outcome: 'cancelled' });
});

test('the clocks warn, break, and are told of again: the lead, then the supervisor', async () => {
  const c = await accepted();
  const due = new Date((await company.now()) + 4 * HOUR).toISOString();
  const order = await ordered(c, due);
  await company.skip(46 * 60_000);
  await order.untilOnRecord(({ type }) => type === 'clock-warned');
  await company.skip(HOUR);
  await order.untilOnRecord((event) => event.type === 'clock-overdue');
  expect(
    (await order.events()).map((event) => (event.type.startsWith('clock-') ? event : undefined)),
  ).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'clock-broken',
        payload: expect.objectContaining({ clause: 'work-order/accept', percent: 100 }) as unknown,
      }) as unknown,
    ]),
  );
  await order.send(logistics, 'accept');
  const state = await order.state();
  expect(
    state.clocks.map(({ rule, fired, times }) => [rule, fired, rule === 'finish' && times?.dueAt]),
  ).toEqual([
    ['accept', [75, 100, 150], false],
    ['finish', [], due],
  ]);
  await order.send(logistics, 'finish', { result: '已送达' });
  await order.handle.result();
  expect(await order.notices()).toEqual(
    expect.arrayContaining([
      'work-order-clock-warned → lead-logistics',
      'work-order-clock-broken → lead-logistics',
      'work-order-clock-broken → supervisor',
      'work-order-clock-overdue → supervisor',
    ]),
  );
});

test('signals do what updates do; a refused one is an event, and a repeated id is answered once', async () => {
  const c = await accepted();
  const order = await ordered(c);
  expect(await order.signal(people.lead('production'), 'accept')).toMatchObject({
    type: 'refused',
    payload: { command: 'accept', code: 'role' },
  });
  const commandId = randomUUID();
  await order.signal(logistics, 'accept', {}, commandId);
  expect(await order.send(logistics, 'accept', {}, commandId)).toMatchObject({ stage: 'accepted' });
  await order.handle.signal('finish', { nonsense: true });
  await order.untilOnRecord(({ type, seq }) => type === 'refused' && seq > 4);
  expect(await order.refused(logistics, 'accept')).toMatchObject({
    code: 'stage',
    stage: 'accepted',
    admitted: ['return', 'finish'],
  });
  expect(await order.refused(logistics, 'finish', { result: '' })).toMatchObject({ code: 'invalid' });
  expect(await order.refused(logistics, 'finish', { result: `身份证 ${ID_CARD}` })).toMatchObject({
    code: 'personal-number',
  });
  expect((await order.eventTypes()).filter((type) => type === 'accept')).toHaveLength(1);
});

test('an order whose case has gone ends all the same', async () => {
  const order = await orderedAlone(company);
  await order.send(logistics, 'return', { reason: '不属本部门' });
  await order.handle.result();
  expect((await order.state()).stage).toBe('returned');
});

test('an order outlives the run of its case that started it', async () => {
  const c = await accepted();
  await walk.find(c);
  await walk.plan(c);
  const order = await ordered(c);
  await company.endAll();
  // Closed, the case stays for its reopen window; then its run is over, and the order's records stay.
  await order.handle.result();
  await company.skip(40 * DAY);
  await c.handle.result();
  expect((await c.state()).orders).toMatchObject([{ id: order.id, ended: { outcome: 'cancelled' } }]);
});
