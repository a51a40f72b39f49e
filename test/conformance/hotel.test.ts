import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { DAY, HOUR, MINUTE, expectDue, expectLimit } from './support/limits';
import { fallsDue, readersOf } from './support/duties';
import { Service } from './support/service';
import { expectTold } from './support/told';

const rooms = people.lead('operations');

let company: Company;
let service: Service;

beforeAll(async () => {
  company = await Company.open([await shipped('hotel')]);
  service = new Service(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('hotel/1-roles', () => {
  test('the front-office or assistant manager supervises every complaint of the house', async () => {
    const c = await company.file();
    expect((await c.state()).supervisors).toEqual([people.supervisor.user]);
  });

  test('each department has its own person, who takes it over within 30 minutes (default)', async () => {
    const c = await company.file();
    const person = people.handler('operations').user;
    await c.send(people.agent, 'assign', { department: 'operations', handler: person });
    expect((await c.clock('1-sign')).clock.holder).toMatchObject({ department: 'operations', person });
    await expectTold(company, c, 'assigned', person, rooms.user);
    await expectLimit(company, c, '1-sign', 30 * MINUTE);
  });

  test('major ones go to the general manager', async () => {
    const c = await company.file();
    await c.send(people.supervisor, 'set-level', { level: 'orange', reason: '宾客受伤' });
    expect((await c.state()).supervisors).toContain(people.executive.user);
    await expectTold(company, c, 'supervisor-named', people.executive.user);
    await c.send(people.executive, 'intervene', { instruction: '立即送医并探望' });
    await expectTold(company, c, 'intervened', people.agent.user);
  });
});

describe('hotel/3-channels', () => {
  test('in person: received apart, which the record says', async () => {
    const c = await company.file({ channel: 'in-person', channelDetail: '大堂副理接待室' });
    expect((await c.state()).intake).toMatchObject({
      channel: 'in-person',
      channelDetail: '大堂副理接待室',
    });
  });

  test('by phone: recorded, and passed to department and person within 15 minutes (default)', async () => {
    const c = await company.file({ channel: 'phone', persons: ['客房服务员'] });
    expect((await c.state()).intake.persons).toEqual(['客房服务员']);
    await expectLimit(company, c, '3-phone', 15 * MINUTE);
    await c.send(people.agent, 'assign', { department: 'operations' });
    expect((await c.clock('3-phone')).clock.ended).toBe('met');
    await expectTold(company, c, 'assigned', rooms.user);
  });

  test('in writing: the complainant is contacted for cause and demands within 24 hours of receipt (default)', async () => {
    const receivedAt = await service.in(-HOUR);
    const c = await company.file({ channel: 'letter', receivedAt });
    await expectDue(company, c, '3-letter', Date.parse(receivedAt) + DAY);
    await service.contact(c, people.agent, false);
    expect((await c.clock('3-letter')).clock.ended).toBe('met');
  });
});

describe('hotel/4-onspot', () => {
  test('what is raised in person is settled at once, or on its way within 30 minutes (default)', async () => {
    const c = await company.file({ channel: 'in-person' });
    await expectLimit(company, c, 'hotel/4-onspot', 30 * MINUTE);
    await c.send(people.agent, 'resolve', { result: '已更换房间', customerContent: 'yes' });
    expect((await c.state()).stage).toBe('confirming');
    expect((await c.clock('hotel/4-onspot')).clock.ended).toBe('met');
  });

  test('what needs several departments is coordinated: the result waits for all of them', async () => {
    const c = await company.file();
    await service.accepted(c, 'operations');
    await c.send(rooms, 'order-work', { department: 'technical', task: '检修空调' });
    await c.send(rooms, 'order-work', { department: 'logistics', task: '搬运行李' });
    const result = { result: '已换房', customerContent: 'unknown' } as const;
    expect(await c.refused(rooms, 'resolve', result)).toMatchObject({ code: 'rule' });
    for (const { id, department } of (await c.state()).orders) {
      const order = await company.workOrder(id);
      await order.send(people.lead(department), 'accept');
      await order.send(people.lead(department), 'finish', { result: '已完成' });
      await c.untilOnRecord(
        ({ type, payload }) => type === 'work-order-ended' && 'id' in payload && payload.id === id,
      );
    }
    await expectTold(company, c, 'orders-done', rooms.user);
    await c.send(rooms, 'resolve', result);
    expect((await c.state()).stage).toBe('confirming');
  });
});

describe('hotel/5-feedback', () => {
  test('the guest is told the result within 24 hours of receipt (default)', async () => {
    const receivedAt = await service.in(-HOUR);
    const c = await company.file({ receivedAt });
    await service.resolved(c, 'operations');
    await expectDue(company, c, '5-result', Date.parse(receivedAt) + DAY);
    await service.tell(c);
    expect((await c.clock('5-result')).clock.ended).toBe('met');
  });

  test('the guest is invited to give an opinion, which is on record', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    await expectLimit(company, c, '5-opinion', DAY);
    const said = { rating: 5, comment: '很及时', suggestions: '加厚窗帘' };
    await c.send(people.agent, 'customer-satisfied', said);
    expect((await c.state()).closing?.outcome).toEqual({ kind: 'satisfied', ...said });
    await expectTold(company, c, 'closed', 'customer');
  });

  test('a time that the guest was promised is kept', async () => {
    const c = await company.file();
    const by = await service.in(HOUR);
    await c.send(people.agent, 'promise-reply', { by });
    await expectDue(company, c, '5-promise', Date.parse(by));
  });

  test('a guest who can’t be reached: after three attempts a day apart (default), not counted as satisfied', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect((await c.state()).stage).toBe('confirming');
      const at = await service.in(0);
      await c.send(people.agent, 'contact-attempt', { method: 'phone', at, outcome: 'no-answer' });
      await company.skip(DAY + MINUTE);
    }
    expect((await c.state()).closing?.outcome).toMatchObject({ kind: 'unsettled', ground: 'unreachable' });
  });
});

describe('hotel/6-daily', () => {
  test('the day’s complaints, sorted, go to the general manager, the front office, and the departments concerned', async () => {
    const other = await company.file();
    const c = await company.file({ contentType: 'service', subtype: 'attitude', urgency: 'urgent' });
    await c.send(people.supervisor, 'set-level', { level: 'orange', reason: '宾客受伤' });
    await company.skip(DAY);
    const report = await fallsDue(company, 'hotel', '6-daily');
    expect(report).toMatchObject({ clause: 'hotel/6-daily', what: 'list' });
    if (report.result.what !== 'list') throw new Error('The duty is no list.');
    const listed = report.result.cases.map(({ number }) => number);
    expect(listed).toEqual(expect.arrayContaining([c.number, other.number]));
    expect(report.result.important).toEqual([c.number]);
    expect(await readersOf(company, report)).toEqual(
      expect.arrayContaining([
        people.executive.user,
        people.supervisor.user,
        rooms.user,
        people.lead('customer-service').user,
      ]),
    );
  });

  test('each department’s complaints of the week go to its manager', async () => {
    const c = await company.file({ contentType: 'service', subtype: 'attitude', urgency: 'urgent' });
    await company.skip(7 * DAY);
    const report = await fallsDue(company, 'hotel', '6-weekly');
    expect(report.result).toMatchObject({
      cases: expect.arrayContaining([
        expect.objectContaining({ number: c.number, department: 'operations' }),
      ]) as unknown,
    });
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([rooms.user]));
  });
});

describe('hotel/6-notice', () => {
  test('tendencies are analysed every month (default): what it was about, and where', async () => {
    await company.file({ contentType: 'product', subtype: 'function', urgency: 'general' });
    await company.skip(32 * DAY);
    const report = await fallsDue(company, 'hotel', '6-tendencies');
    if (report.result.what !== 'review') throw new Error('The duty is no review.');
    const { figures } = report.result;
    expect(figures.problemTypes).toContainEqual(
      expect.objectContaining({ contentType: 'product', subtype: 'function' }),
    );
    expect(figures.departments.map(({ department }) => department)).toContain('technical');
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([people.supervisor.user]));
  });

  test('a corrective notice of its own, to department and persons; its effect is checked, until it is effective', async () => {
    const c = await company.file({ contentType: 'product', subtype: 'function', urgency: 'general' });
    const { policy } = await c.state();
    const rules = await company.stores.policies.find(policy.id, policy.version);
    if (!rules) throw new Error('The case has no rules.');
    const id = 'R20260101-000000001';
    await company.start('correctiveAction', id, {
      id,
      cases: [],
      department: 'technical',
      persons: ['handler-technical'],
      due: { given: await service.in(10 * DAY) },
      reason: '空调投诉连续增多',
      issuedBy: people.supervisor,
      issuedAt: await service.in(0),
      rules: rules.correctiveActions,
      about: { contentType: 'product', subtype: 'function' },
    });
    const notice = await company.correctiveAction(id);
    const lead = people.lead('technical');
    expect((await notice.state()).persons).toEqual(['handler-technical']);
    await notice.send(lead, 'accept');
    for (const effective of ['no', 'yes']) {
      await notice.send(lead, 'plan', { measures: ['逐层检修空调'], due: await service.in(2 * DAY) });
      await notice.send(lead, 'report', { result: '已检修' });
      await notice.send(people.supervisor, 'verify', { effective, note: '抽查十间客房' });
    }
    const { stage, checks } = await notice.state();
    expect({ stage, checks }).toMatchObject({
      stage: 'watching',
      checks: [{ effective: 'no' }, { effective: 'yes' }],
    });
    await notice.untilTold(`corrective-action-issued → ${lead.user}`);
  });

  test('an inspection of a case issues one as well', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    const correctBy = await service.in(5 * DAY);
    await c.send(people.supervisor, 'inspect', { verdict: 'not-done', criticism: '未向宾客致歉', correctBy });
    const notice = await company.correctiveAction(`${c.number}-R1`);
    expect(await notice.state()).toMatchObject({
      department: 'operations',
      cases: [c.number],
      reason: '未向宾客致歉',
    });
  });
});

describe('hotel/6-archive', () => {
  test('the material is sorted, archived and kept: the record says until when (three years, default)', async () => {
    const c = await company.file();
    await service.accepted(c, 'operations');
    const letter = { title: '宾客来信', kind: 'letter', originalAt: '大堂副理文件柜 3 号' };
    await c.send(rooms, 'add-evidence', letter);
    await service.resolve(c, rooms);
    await c.send(people.agent, 'customer-satisfied', { rating: 4 });
    await company.skip(30 * DAY + HOUR);
    await c.handle.result();
    const { stage, evidence, closing } = await c.state();
    expect({ stage, evidence }).toMatchObject({ stage: 'archived', evidence: [letter] });
    const kept = Date.parse(closing?.keepUntil ?? '') - Date.parse(closing?.closedAt ?? '');
    expect(kept).toBe(1098 * DAY);
  });
});
