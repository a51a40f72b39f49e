import { people } from '../workflows/support/people';
import { Company, CLASSIFIED } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { technical, Walk } from '../workflows/support/walk';
import { DAY, HOUR, MINUTE, expectDue, expectLimit } from './support/limits';

let company: Company;
let walk: Walk;

beforeAll(async () => {
  company = await Company.open([await shipped('media')]);
  walk = new Walk(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('media/2.1-group', () => {
  test('the customer-service supervisor supervises every case', async () => {
    const c = await company.file();
    expect((await c.state()).supervisors).toEqual([people.supervisor.user]);
  });
});

describe('media/2.1-executive', () => {
  test('senior management steps in on major complaints, by level', async () => {
    const c = await company.file();
    await c.send(people.agent, 'set-level', { level: 'yellow', reason: '影响一般' });
    expect((await c.state()).supervisors).not.toContain(people.executive.user);
    await c.send(people.agent, 'set-level', { level: 'orange', reason: '媒体关注' });
    expect((await c.state()).supervisors).toContain(people.executive.user);
    await c.send(people.executive, 'intervene', { instruction: '当日答复客户' });
    expect(await c.eventTypes()).toContain('intervene');
  });

  test('what a closed case teaches is put down as countermeasures', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.closed(c);
    const review = {
      rootCause: '未做老化测试',
      lessons: ['出厂前老化 8 小时'],
      countermeasures: ['增加老化工位'],
    };
    await c.send(technical, 'review', review);
    expect((await c.state()).reviews).toMatchObject([review]);
  });
});

describe('media/2.2-direct', () => {
  test('a department takes a key question straight to senior management, which decides', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.accepted(c);
    await c.send(technical, 'escalate', { to: 'executive', reason: '是否整批召回' });
    expect((await c.state()).supervisors).toContain(people.executive.user);
    await c.send(people.executive, 'intervene', { instruction: '召回', takeOver: true });
    expect((await c.state()).handler).toBe(people.executive.user);
  });

  test('an employee reports straight to the responsible department', async () => {
    const c = await company.file({ department: 'production' }, { by: people.handler('marketing') });
    expect(await c.state()).toMatchObject({ stage: 'accepting', department: 'production' });
  });
});

describe('media/3.1-record', () => {
  test('who, when, how, what, and what is wished stand in the record', async () => {
    const c = await company.file({ channel: 'mail', matter: '节目音质差', expectation: '补播' });
    expect((await c.state()).intake).toMatchObject({
      channel: 'mail',
      matter: '节目音质差',
      expectation: '补播',
      customer: { name: '陈女士' },
    });
  });
});

describe('media/3.1-enter', () => {
  test('entered 10 minutes after receipt is in time', async () => {
    const receivedAt = new Date((await company.now()) - 10 * MINUTE + 5000).toISOString();
    const c = await company.file({ receivedAt });
    expect(await c.clock('media/3.1-enter')).toMatchObject({
      state: 'kept',
      clock: { startedAt: receivedAt },
    });
  });

  test('a late entry is a breach of its own, measured from receipt', async () => {
    const receivedAt = new Date((await company.now()) - 10 * MINUTE - 1000).toISOString();
    const c = await company.file({ receivedAt });
    const broken = await c.untilOnRecord(({ type }) => type === 'clock-broken');
    expect(broken.payload).toMatchObject({
      clause: 'media/3.1-enter',
      dueAt: new Date(Date.parse(receivedAt) + 10 * MINUTE).toISOString(),
    });
    expect((await c.clock('media/3.1-enter')).state).toBe('broken');
  });
});

describe('media/3.2-assign', () => {
  test('30 minutes from entry', async () => {
    await expectLimit(company, await company.file(), 'media/3.2-assign', 30 * MINUTE);
  });

  test('routed by its nature at once', async () => {
    const c = await company.file(CLASSIFIED);
    expect(await c.state()).toMatchObject({ stage: 'accepting', department: 'technical' });
    expect((await c.clock('media/3.2-assign')).state).toBe('kept');
  });

  test('after a return the 30 minutes start anew', async () => {
    const c = await company.file(CLASSIFIED);
    await company.skip(20 * MINUTE);
    await c.send(technical, 'return', { reason: '不属本部门' });
    const clocks = await c.clocks('media/3.2-assign');
    expect(clocks).toHaveLength(2);
    await expectLimit(company, c, 'media/3.2-assign', 30 * MINUTE);
  });
});

describe('media/3.2-accept', () => {
  test('one hour from the assignment, on the department that was assigned', async () => {
    const c = await company.file(CLASSIFIED);
    expect((await c.clock('media/3.2-accept')).clock.holder).toMatchObject({
      department: 'technical',
      person: technical.user,
    });
    await expectLimit(company, c, 'media/3.2-accept', HOUR);
    await c.send(technical, 'accept', {});
    expect((await c.clock('media/3.2-accept')).state).toBe('broken');
  });

  test('returned with a reason, customer service decides anew; the third time its supervisor, finally', async () => {
    const c = await company.file();
    for (const department of ['operations', 'logistics', 'production']) {
      await c.send(people.agent, 'assign', { department });
      await c.send(people.lead(department), 'return', { reason: '不属本部门' });
      expect((await c.state()).stage).toBe('assigning');
    }
    expect(await c.refused(people.agent, 'assign', { department: 'technical' })).toMatchObject({
      code: 'authority',
    });
    await c.send(people.supervisor, 'assign', { department: 'technical', reason: '产品问题' });
    expect(await c.refused(technical, 'return', { reason: '仍不属本部门' })).toMatchObject({
      code: 'rule',
      admitted: expect.arrayContaining(['accept']) as unknown,
    });
    await c.send(technical, 'accept', {});
    expect((await c.state()).stage).toBe('planning');
  });

  test('only the department that was assigned signs for it', async () => {
    const c = await company.file(CLASSIFIED);
    expect(await c.refused(people.lead('logistics'), 'accept', {})).toMatchObject({ code: 'role' });
    expect(await c.refused(people.agent, 'accept', {})).toMatchObject({ code: 'role' });
  });
});

describe('media/3.3-team', () => {
  test('a team is formed and evidence collected', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.accepted(c);
    const member = people.handler('production');
    await c.send(technical, 'form-team', { members: [member.user], lead: technical.user });
    await c.send(member, 'add-evidence', {
      title: '检测记录',
      kind: 'investigation',
      note: '负载五分钟后保护',
    });
    expect(await c.state()).toMatchObject({
      rounds: [{ team: { members: [member.user] } }],
      evidence: [{ title: '检测记录', by: member.user }],
    });
  });
});

describe('media/3.3-plan', () => {
  test('from signing to the cause: 2 working days (default)', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.accepted(c);
    // Tuesday 10:00 to Thursday 10:00.
    await expectLimit(company, c, 'media/3.3-plan', 2 * DAY);
  });

  test('from the cause to the plan: 2 working days, over a weekend', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.accepted(c);
    await company.skip(3 * DAY + 5 * HOUR);
    await walk.find(c);
    // Friday 15:00 to Tuesday 15:00.
    await expectLimit(company, c, 'media/3.3-plan', 4 * DAY);
  });

  test('a plan without the responsible, steps, or completion is none; a preliminary one leaves the clock running', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.found(c);
    await walk.plan(c, true);
    expect((await c.state()).stage).toBe('planning');
    expect((await c.clocks('media/3.3-plan')).some(({ state }) => state === 'running')).toBe(true);
    await walk.plan(c);
    expect((await c.state()).stage).toBe('handling');
  });

  test('while handling, the due times of the steps are clocks', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.planned(c);
    const due = (await c.state()).rounds[0]?.plan?.steps[0]?.due ?? '';
    await expectDue(company, c, 'media/3.3-plan', Date.parse(due));
  });

  test('in later rounds the plan clock starts with the round', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.resolved(c);
    await c.send(people.agent, 'customer-unsatisfied', { reason: '又重启了' });
    expect(await c.state()).toMatchObject({ stage: 'planning', round: 2 });
    await expectLimit(company, c, 'media/3.3-plan', 2 * DAY);
  });
});

describe('media/3.3-contact', () => {
  test('every contact is logged with time, method, content, reaction; a promised one is a clock', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.accepted(c);
    const at = new Date(await company.now()).toISOString();
    const promisedNextAt = new Date((await company.now()) + 3 * HOUR).toISOString();
    const contact = { method: 'phone', at, content: '已安排检测', reaction: '同意' };
    await c.send(technical, 'log-contact', { ...contact, promisedNextAt });
    expect((await c.state()).contacts).toMatchObject([{ ...contact, by: technical.user }]);
    await expectDue(company, c, 'media/3.3-contact', Date.parse(promisedNextAt));
  });
});

describe('media/3.4-report', () => {
  test('one working day after the last step is done', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.stepsDone(c);
    await expectLimit(company, c, 'media/3.4-report', DAY);
    await walk.resolve(c);
    expect((await c.state()).stage).toBe('confirming');
  });
});

describe('media/3.4-confirm', () => {
  test('24 hours from the report; unanswered attempts neither stop the clock nor close the case', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.resolved(c);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await company.skip(HOUR);
      const at = new Date(await company.now()).toISOString();
      await c.send(people.agent, 'contact-attempt', { method: 'phone', at, outcome: 'no-answer' });
    }
    expect((await c.state()).stage).toBe('confirming');
    await expectLimit(company, c, 'media/3.4-confirm', DAY);
    expect(
      await c.refused(people.supervisor, 'close-unsettled', { ground: 'unreachable', statement: '多次未接' }),
    ).toMatchObject({ code: 'rule' });
  });

  test('not satisfied, round after round, until the customer is; each round with clocks of its own', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.resolved(c);
    for (const round of [2, 3]) {
      await c.send(people.agent, 'customer-unsatisfied', { reason: '仍未解决' });
      expect((await c.state()).round).toBe(round);
      await walk.find(c);
      await walk.plan(c);
      await c.send(technical, 'complete-step', { step: 1, result: '完成' });
      await walk.resolve(c);
    }
    await c.send(people.agent, 'customer-satisfied', { rating: 4, comment: '好了', suggestions: '快一点' });
    const { closing } = await c.state();
    expect(closing?.outcome).toEqual({
      kind: 'satisfied',
      rating: 4,
      comment: '好了',
      suggestions: '快一点',
    });
    expect((await c.clocks('media/3.4-confirm')).map(({ clock }) => clock.round)).toEqual([1, 2, 3]);
  });
});

describe('media/3.5-archive', () => {
  test('after the reopen window the case is archived and its run completes', async () => {
    const c = await company.file(CLASSIFIED);
    await walk.closed(c);
    await company.skip(30 * DAY + HOUR);
    await c.handle.result();
    expect((await c.state()).stage).toBe('archived');
  });
});
