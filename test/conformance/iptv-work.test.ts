import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import type { Complaint } from '../workflows/support/complaint';
import { shipped } from '../workflows/support/packs';
import { Escalated, headOfCustomerService, qualityManager, specialist } from './support/iptv';
import { DAY, HOUR, MINUTE, expectDue, expectLimit } from './support/limits';
import { expectTold } from './support/told';

const PROMISE = 'iptv/4-promise';

let company: Company;
let escalated: Escalated;

beforeAll(async () => {
  company = await Company.open([await shipped('iptv'), await shipped('retail')]);
  escalated = new Escalated(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

/** Waits until the case has heard how all its work orders ended. */
async function finished(c: Complaint, ...orders: readonly string[]): Promise<void> {
  for (const id of orders) {
    await c.untilOnRecord(
      ({ type, payload }) => type === 'work-order-ended' && 'id' in payload && payload.id === id,
    );
  }
}

describe('iptv/3.3-compensation', () => {
  const claim = { demand: '减免三个月费用', grounds: '卡顿一周' };
  const granted = (amount: string) =>
    ({ decision: 'grant', amount: { amount, currency: 'CNY' }, reason: '按赔偿标准' }) as const;

  test('below orange the quality manager decides (default), within limits', async () => {
    const c = await escalated.answerable();
    await c.send(specialist, 'claim', claim);
    expect(await c.refused(specialist, 'decide-claim', granted('50.00'))).toMatchObject({ code: 'role' });
    await expectTold(company, c, 'claim-at', qualityManager.user);
    expect(await c.refused(qualityManager, 'decide-claim', granted('800.00'))).toMatchObject({
      code: 'authority',
      message: expect.stringContaining('500.00 CNY') as unknown,
    });
    await c.send(qualityManager, 'decide-claim', granted('150.00'));
    expect((await c.state()).claims).toMatchObject([
      { ...claim, decided: { decision: 'grant', amount: { amount: '150.00', currency: 'CNY' } } },
    ]);
    await expectTold(company, c, 'claim-decided', specialist.user);
  });

  test('beyond, it is passed on to the head of customer service; a large sum takes both', async () => {
    const c = await escalated.answerable();
    await c.send(specialist, 'set-level', { level: 'red', reason: '监管部门关注' });
    await c.send(specialist, 'claim', claim);
    await c.send(qualityManager, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    await c.send(headOfCustomerService, 'decide-claim', granted('2600.00'));
    expect((await c.state()).claims[0]?.decided).toBeUndefined();
    expect(await c.refused(headOfCustomerService, 'decide-claim', granted('2600.00'))).toMatchObject({
      code: 'authority',
    });
    await c.send(qualityManager, 'decide-claim', granted('2600.00'));
    expect((await c.state()).claims).toMatchObject([{ decided: { amount: { amount: '2600.00' } } }]);
  });

  test('the decision is due within a working day (default)', async () => {
    const c = await escalated.answerable();
    await c.send(specialist, 'claim', claim);
    await expectLimit(company, c, 'iptv/3.3-compensation', DAY);
  });
});

describe('iptv/4-promise', () => {
  test('the customer is told by when the answer comes, within 2 hours (default)', async () => {
    await expectLimit(company, await escalated.answerable(), PROMISE, 2 * HOUR);
  });

  test('that time is kept by an answer on the matter', async () => {
    const c = await escalated.answerable();
    const by = await escalated.iso(20 * HOUR);
    await c.send(specialist, 'promise-reply', { by, note: '明早前答复' });
    expect((await c.clocks(PROMISE)).map(({ state }) => state)).toEqual(['kept', 'running']);
    const contact = {
      method: 'phone',
      at: await escalated.iso(),
      content: '已安抚客户',
      reaction: '同意等待',
    };
    await c.send(specialist, 'log-contact', contact);
    expect((await c.clock(PROMISE)).state).toBe('running');
    await c.send(specialist, 'log-contact', { ...contact, content: '节点今晚扩容', substantive: true });
    expect((await c.clock(PROMISE)).state).toBe('kept');
  });

  test('a promise that is not kept breaks at its time', async () => {
    const c = await escalated.answerable();
    const by = await escalated.iso(5 * HOUR);
    await c.send(specialist, 'promise-reply', { by });
    await expectDue(company, c, PROMISE, Date.parse(by));
  });

  test('renewed before it passes, the new time counts', async () => {
    const c = await escalated.answerable();
    await c.send(specialist, 'promise-reply', { by: await escalated.iso(5 * HOUR) });
    await company.skip(4 * HOUR);
    const by = await escalated.iso(6 * HOUR);
    await c.send(specialist, 'promise-reply', { by, note: '与客户另行约定' });
    expect((await c.clocks(PROMISE)).map(({ state }) => state)).toEqual(['kept', 'kept', 'running']);
    await expectDue(company, c, PROMISE, Date.parse(by));
  });

  test('renewed only after it has passed, it stays broken', async () => {
    const c = await escalated.answerable();
    await c.send(specialist, 'promise-reply', { by: await escalated.iso(2 * HOUR) });
    await company.skip(2 * HOUR + MINUTE);
    await c.untilOnRecord(({ type, payload }) => type === 'clock-broken' && payload.clause === PROMISE);
    await c.send(specialist, 'promise-reply', { by: await escalated.iso(2 * HOUR) });
    expect((await c.clocks(PROMISE)).map(({ state }) => state)).toEqual(['kept', 'broken', 'running']);
  });
});

describe('iptv/4-orders', () => {
  test('several departments work at once, and the result waits until all are done', async () => {
    const c = await escalated.answerable();
    const departments = ['network-operations', 'cdn', 'content'] as const;
    for (const department of departments) {
      await c.send(specialist, 'order-work', { department, task: '检查卡顿原因' });
    }
    const orders = (await c.state()).orders.map(({ id }) => id);
    for (const [index, department] of departments.entries()) {
      const order = await company.workOrder(orders[index] ?? '');
      expect(
        await c.refused(specialist, 'resolve', { result: '已修复', customerContent: 'unknown' }),
      ).toMatchObject({
        code: 'rule',
        message: expect.stringContaining(department) as unknown,
      });
      await order.send(people.lead(department), 'accept');
      await order.send(people.handler(department), 'finish', { result: '已处理' });
      await finished(c, orders[index] ?? '');
    }
    await expectTold(company, c, 'orders-done', specialist.user);
    await c.send(specialist, 'resolve', { result: '已修复', customerContent: 'unknown' });
    expect((await c.state()).orders.map(({ ended }) => ended?.outcome)).toEqual([
      'finished',
      'finished',
      'finished',
    ]);
  });

  test('when all are done the answer goes to the customer within 4 hours (default)', async () => {
    const c = await escalated.answerable();
    await c.send(specialist, 'order-work', { department: 'internet', task: '查出口带宽' });
    const id = (await c.state()).orders[0]?.id ?? '';
    const order = await company.workOrder(id);
    await order.send(people.lead('internet'), 'accept');
    await order.send(people.lead('internet'), 'finish', { result: '带宽已扩' });
    await finished(c, id);
    await expectLimit(company, c, 'iptv/4-orders', 4 * HOUR);
  });

  test('an order that a department returns comes back to the specialist, who orders it elsewhere', async () => {
    const c = await escalated.answerable();
    await c.send(specialist, 'order-work', { department: 'applications', task: '查播放器' });
    const id = (await c.state()).orders[0]?.id ?? '';
    await (
      await company.workOrder(id)
    ).send(people.lead('applications'), 'return', { reason: '属内容源问题' });
    await finished(c, id);
    expect((await c.state()).orders).toMatchObject([
      { ended: { outcome: 'returned', text: '属内容源问题' } },
    ]);
    await c.send(specialist, 'order-work', { department: 'value-added', task: '查内容源' });
    expect(await c.refused(specialist, 'resolve', { result: '-', customerContent: 'unknown' })).toMatchObject(
      {
        code: 'rule',
      },
    );
  });

  test('complaint orders come before other orders in the department’s queue, whatever is due first', async () => {
    const consultation = await company.file({ kind: 'consultation' }, { pack: 'retail' });
    const task = '查套餐是否含体育频道';
    await consultation.send(people.agent, 'order-work', {
      department: 'content',
      task,
      due: await escalated.iso(HOUR),
    });
    const c = await escalated.answerable();
    await c.send(specialist, 'order-work', {
      department: 'content',
      task: '查内容源',
      due: await escalated.iso(DAY),
    });
    for (const { number } of [consultation, c]) await company.workOrder(`${number}-W1`);
    const { items } = await company.stores.workOrders.list({
      actor: people.lead('content'),
      filter: { department: 'content', stages: ['ordered'] },
      limit: 10,
    });
    expect(items.map(({ number }) => number)).toEqual([c.number, consultation.number]);
  });

  test('customer service alone can handle it, within 3 working days (default)', async () => {
    const c = await escalated.answerable();
    await expectLimit(company, c, 'iptv/4-orders', 3 * DAY);
  });
});

describe('iptv/4-result', () => {
  test('the result is discussed with the customer within 24 hours (default)', async () => {
    await expectLimit(company, await escalated.resolved(), 'iptv/4-result', DAY);
  });

  test('the opinion is collected, satisfaction decided, and the order closed', async () => {
    const c = await escalated.resolved();
    await c.send(specialist, 'customer-satisfied', { rating: 5, comment: '不卡了', suggestions: '提前通知' });
    expect(await c.state()).toMatchObject({
      stage: 'closed',
      closing: { outcome: { kind: 'satisfied', rating: 5, comment: '不卡了', suggestions: '提前通知' } },
    });
    await expectTold(company, c, 'closed', 'customer');
  });

  test('a customer who is not satisfied goes another round with the same specialist', async () => {
    const c = await escalated.resolved();
    await c.send(specialist, 'customer-unsatisfied', { reason: '周末仍卡' });
    expect(await c.state()).toMatchObject({ stage: 'planning', round: 2, owner: specialist.user });
    expect((await c.clock('iptv/4-orders')).state).toBe('running');
  });
});
