import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import type { Complaint } from '../workflows/support/complaint';
import { shipped } from '../workflows/support/packs';
import { dutyManager, HIGHER, office, onSite, RECORD, Visit } from './support/attraction';
import { DAY, HOUR, MINUTE, expectDue, expectLimit } from './support/limits';
import { expectTold } from './support/told';

let company: Company;
let visit: Visit;

beforeAll(async () => {
  company = await Company.open([await shipped('attraction')]);
  visit = new Visit(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('attraction/2-receive', () => {
  test('whoever receives it elsewhere brings it to the visitor centre, where an agent answers for it', async () => {
    const c = await company.file({ ...RECORD, receivedBy: '东门保安' });
    expect((await c.state()).intake.receivedBy).toBe('东门保安');
    expect((await c.clock('attraction/2-receive')).clock.holder).toMatchObject({
      department: 'customer-service',
      person: people.agent.user,
    });
    await expectLimit(company, c, 'attraction/2-receive', 30 * MINUTE);
  });

  test('the duty manager is responsible for every on-site complaint, and for no other', async () => {
    const c = await company.file(RECORD);
    expect((await c.state()).supervisors).toEqual([dutyManager.user]);
    await expectTold(company, c, 'supervisor-named', dutyManager.user);
    const higher = await company.file(HIGHER);
    expect((await higher.state()).supervisors).toEqual([office.user]);
  });

  test('where the agent cannot satisfy the visitor, the duty manager takes over promptly (15 min, default)', async () => {
    const c = await company.file(RECORD);
    await c.send(people.agent, 'escalate', { to: 'supervisor', reason: '游客不接受解释' });
    await expectTold(company, c, 'escalated', dutyManager.user);
    expect((await c.clock('attraction/2-receive')).clock.holder.person).toBe(dutyManager.user);
    await c.send(dutyManager, 'intervene', { instruction: '我来接待', takeOver: true });
    expect((await c.state()).handler).toBe(dutyManager.user);
    expect((await c.clock('attraction/2-receive')).state).toBe('kept');
  });

  test('a duty manager who does not come is a breach, and the company leaders are called in', async () => {
    const c = await company.file(RECORD);
    await c.send(people.agent, 'escalate', { to: 'supervisor', reason: '游客不接受解释' });
    await expectLimit(company, c, 'attraction/2-receive', 15 * MINUTE);
    expect((await c.state()).supervisors).toContain(people.executive.user);
  });

  test('the duty manager settles it on the spot, and the outcome is on record', async () => {
    const c = await company.file(RECORD);
    await c.send(people.agent, 'escalate', { to: 'supervisor', reason: '游客不接受解释' });
    await c.send(dutyManager, 'intervene', { instruction: '我来接待', takeOver: true });
    await c.send(dutyManager, 'resolve', { result: '当面道歉，退还车票款', customerContent: 'yes' });
    await c.send(people.agent, 'customer-satisfied', { rating: 5, comment: '处理很快' });
    expect(await c.state()).toMatchObject({
      stage: 'closed',
      rounds: [{ result: { result: '当面道歉，退还车票款', by: dutyManager.user } }],
      closing: { outcome: { kind: 'satisfied', rating: 5, comment: '处理很快' } },
    });
  });

  test('the visitor hears the outcome within 24 hours (default)', async () => {
    await expectLimit(company, await visit.resolved(), 'attraction/2-receive', DAY);
  });
});

describe('attraction/3.1-record', () => {
  test('time, department, persons, course of events, contact, and what is asked for stand in the record', async () => {
    const c = await company.file(RECORD);
    expect((await c.state()).intake).toMatchObject({
      ...RECORD,
      receivedAt: expect.any(String) as unknown,
      customer: { phone: '13800001234' },
    });
  });

  test('before the facts are known nothing is denied to the visitor; afterwards it may be', async () => {
    const c = await visit.accepted();
    const contact = {
      method: 'phone',
      at: await visit.iso(),
      content: '不可能，我们没有错',
      reaction: '生气',
    };
    expect(await c.refused(onSite, 'log-contact', contact)).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'content' }],
    });
    await c.send(onSite, 'log-contact', { ...contact, content: '正在调看监控' });
    await c.send(onSite, 'find', { finding: 'unfounded', rootCause: '监控显示未等候', text: '监控' });
    await c.send(onSite, 'log-contact', { ...contact, content: '监控显示不可能等候四十分钟' });
    expect((await c.state()).contacts).toHaveLength(2);
  });
});

describe('attraction/3.1-delay', () => {
  test('the buck passed until the duty manager must decide is a responsibility incident of who passed it', async () => {
    const c = await visit.assigned();
    await c.send(onSite, 'return', { reason: '不归我们管' });
    expect((await c.state()).incidents).toEqual([]);
    await c.send(people.agent, 'assign', { department: 'logistics' });
    await c.send(people.lead('logistics'), 'return', { reason: '是检票的问题' });
    expect((await c.state()).incidents).toMatchObject([{ incident: 'passed-on', department: 'logistics' }]);
    expect(await c.eventTypes()).toContain('responsibility-incident');
    await expectTold(company, c, 'responsibility-incident', office.user);
    expect(await c.refused(people.agent, 'assign', { department: 'operations' })).toMatchObject({
      code: 'authority',
    });
    await c.send(dutyManager, 'assign', { department: 'operations' });
    expect(await c.refused(onSite, 'return', { reason: '不归我们管' })).toMatchObject({ code: 'rule' });
  });

  test('a delay that makes the complaint escalate is one of the department that held it', async () => {
    const c = await visit.assigned();
    // An hour (default), and half as long again until the company leaders are called in.
    await expectLimit(company, c, 'attraction/3.1-delay', HOUR);
    expect((await c.state()).incidents).toEqual([]);
    await company.skip(31 * MINUTE);
    await c.untilOnRecord(({ type }) => type === 'responsibility-incident');
    expect(await c.state()).toMatchObject({
      incidents: [{ incident: 'delay', department: 'operations', clause: 'attraction/3.1-delay' }],
      supervisors: expect.arrayContaining([people.executive.user]) as unknown,
    });
  });

  test('from signing to the result: 3 working days (default); each further round anew', async () => {
    await expectLimit(company, await visit.accepted(), 'attraction/3.1-delay', 3 * DAY);
    await company.skipToTuesday();
    const again = await visit.resolved();
    await again.send(people.agent, 'customer-unsatisfied', { reason: '没有道歉' });
    await expectLimit(company, again, 'attraction/3.1-delay', 3 * DAY);
  });
});

describe('attraction/3.3-verify', () => {
  test('an answer within 24 hours of receipt may be promised; not one beyond', async () => {
    const receivedAt = await visit.iso(-2 * HOUR);
    const c = await company.file({ ...RECORD, receivedAt });
    expect(
      await c.refused(people.agent, 'promise-reply', { by: await visit.iso(22 * HOUR + MINUTE) }),
    ).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'by' }],
    });
    const by = new Date(Date.parse(receivedAt) + DAY).toISOString();
    await c.send(people.agent, 'promise-reply', { by });
    await expectDue(company, c, 'attraction/3.3-verify', Date.parse(by));
  });

  test('the promise binds: only an answer on the matter keeps it', async () => {
    const c = await visit.accepted();
    await c.send(people.agent, 'promise-reply', { by: await visit.iso(20 * HOUR), note: '明早前答复' });
    await expectPromise(c, 'running');
    const contact = { method: 'phone', at: await visit.iso(), content: '还在调看监控', reaction: '同意等' };
    await c.send(onSite, 'log-contact', contact);
    await expectPromise(c, 'running');
    await c.send(onSite, 'log-contact', { ...contact, content: '监控核实属实，今天退款', substantive: true });
    await expectPromise(c, 'kept');
  });

  async function expectPromise(c: Complaint, state: string): Promise<void> {
    expect((await c.clock('attraction/3.3-verify')).state).toBe(state);
  }
});

describe('attraction/3.3-claim', () => {
  const claim = { demand: '赔偿摔坏的相机', grounds: '台阶湿滑未设提示' };
  const granted = (amount: string) =>
    ({ decision: 'grant', amount: { amount, currency: 'CNY' }, reason: '有票据' }) as const;

  test('it goes up step by step: agent, duty manager, company leaders, who decide finally', async () => {
    const c = await visit.accepted();
    await c.send(people.agent, 'claim', claim);
    expect(await c.refused(dutyManager, 'decide-claim', granted('100.00'))).toMatchObject({ code: 'role' });
    expect(await c.refused(people.agent, 'decide-claim', granted('800.00'))).toMatchObject({
      code: 'authority',
      message: expect.stringContaining('200.00 CNY') as unknown,
    });
    await c.send(people.agent, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    expect(await c.refused(people.agent, 'decide-claim', granted('100.00'))).toMatchObject({ code: 'role' });
    await expectTold(company, c, 'claim-at', people.agent.user, dutyManager.user);
    expect(await c.refused(dutyManager, 'decide-claim', granted('3000.00'))).toMatchObject({
      code: 'authority',
      message: expect.stringContaining('1000.00 CNY') as unknown,
    });
    await c.send(dutyManager, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    await c.send(people.executive, 'decide-claim', granted('3000.00'));
    expect((await c.state()).claims).toMatchObject([
      {
        ...claim,
        decisions: [{ by: people.agent.user }, { by: dutyManager.user }, { by: people.executive.user }],
        decided: { decision: 'grant', amount: { amount: '3000.00', currency: 'CNY' } },
      },
    ]);
    await expectTold(company, c, 'claim-decided', people.agent.user);
  });

  test('nobody decides above the company leaders', async () => {
    const c = await visit.accepted();
    await c.send(people.agent, 'claim', claim);
    await c.send(people.agent, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    await c.send(dutyManager, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    expect(
      await c.refused(people.executive, 'decide-claim', { decision: 'pass-on', reason: '再议' }),
    ).toMatchObject({ code: 'rule' });
    await c.send(people.executive, 'decide-claim', { decision: 'refuse', reason: '监控显示系自行摔坏' });
    expect((await c.state()).claims).toMatchObject([{ decided: { decision: 'refuse' } }]);
  });

  test('a large sum takes two people (default)', async () => {
    const c = await visit.accepted();
    await c.send(people.agent, 'claim', claim);
    await c.send(people.agent, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    await c.send(dutyManager, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    await c.send(people.executive, 'decide-claim', granted('6000.00'));
    expect(await c.refused(people.executive, 'decide-claim', granted('6000.00'))).toMatchObject({
      code: 'authority',
    });
    await c.send(dutyManager, 'decide-claim', granted('6000.00'));
    expect((await c.state()).claims).toMatchObject([{ decided: { amount: { amount: '6000.00' } } }]);
  });

  test('each step has a working day (default), and its decider answers for it', async () => {
    const c = await visit.accepted();
    await c.send(people.agent, 'claim', claim);
    await c.send(people.agent, 'decide-claim', { decision: 'pass-on', reason: '超出权限' });
    const clocks = await c.clocks('attraction/3.3-claim');
    expect(clocks.map(({ state, clock }) => [state, clock.holder.person])).toEqual([
      ['kept', people.agent.user],
      ['running', dutyManager.user],
    ]);
    await expectLimit(company, c, 'attraction/3.3-claim', DAY);
  });
});

describe('attraction/3.4-rectify', () => {
  const review = {
    rootCause: '高峰期只开一个检票口',
    lessons: ['高峰前一小时加派人手'],
    countermeasures: ['节假日开放三个检票口'],
    share: true,
  };

  test('after closure: root cause, lessons and measures, shared as a case to learn from, filed with the office', async () => {
    const c = await visit.closed();
    expect(await c.refused(people.agent, 'review', review)).toMatchObject({ code: 'role' });
    await c.send(onSite, 'review', review);
    expect((await c.state()).reviews).toMatchObject([{ ...review, by: onSite.user }]);
    expect((await c.clock('attraction/3.4-rectify')).state).toBe('kept');
    await expectTold(company, c, 'reviewed', office.user);
  });

  test('it is due within 5 working days of closure (default)', async () => {
    // Tuesday 10:00 to Tuesday 10:00.
    await expectLimit(company, await visit.closed(), 'attraction/3.4-rectify', 7 * DAY);
  });
});
