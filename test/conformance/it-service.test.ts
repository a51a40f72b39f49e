import type { Complaint } from '../workflows/support/complaint';
import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { DAY, HOUR, MINUTE, expectDue, expectLimit } from './support/limits';
import { Service } from './support/service';
import { expectTold } from './support/told';

const operations = people.lead('operations');
const review = { rootCause: '变更未评审', lessons: ['变更要评审'], countermeasures: ['建立变更评审会'] };

let company: Company;
let service: Service;

beforeAll(async () => {
  company = await Company.open([await shipped('it-service')]);
  service = new Service(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('it-service/2-level', () => {
  test('a normal complaint is raised and settled locally: no leader is called in', async () => {
    const c = await company.file();
    expect((await c.state()).supervisors).toEqual([people.supervisor.user]);
    expect(await c.clocks('it-service/2-level')).toEqual([]);
  });

  test('a direct one goes past the handlers to a leader, who acts within 4 working hours (default)', async () => {
    const c = await company.file({ route: 'direct' });
    expect((await c.state()).supervisors).toContain(people.executive.user);
    await expectTold(company, c, 'direct-complaint', people.executive.user);
    expect((await c.clock('it-service/2-level')).clock.holder.person).toBe(people.executive.user);
    // Tuesday 10:00 to 15:00, with an hour's lunch.
    await expectLimit(company, c, 'it-service/2-level', 5 * HOUR);
    await c.send(people.executive, 'intervene', { instruction: '今日内答复' });
    expect((await c.clock('it-service/2-level')).clock.ended).toBe('met');
  });
});

describe('it-service/3-kinds', () => {
  test('a complaint goes to a department', async () => {
    const c = await company.file({ contentType: 'product', subtype: 'function', urgency: 'general' });
    expect(await c.state()).toMatchObject({ stage: 'accepting', department: 'technical' });
  });

  test('a suggestion: a leader decides within 5 working days, the answer follows within one (defaults)', async () => {
    const c = await company.file({ kind: 'suggestion', matter: '建议增加自助重置密码' });
    expect(await c.state()).toMatchObject({ stage: 'deciding' });
    await expectLimit(company, c, '3-decision', 7 * DAY);
    await c.send(people.supervisor, 'decide-suggestion', { adopted: 'partly', reason: '分步实施' });
    await expectLimit(company, c, '3-answer', DAY);
    await c.send(people.agent, 'answer', { text: '先开放内网' });
    await expectTold(company, c, 'suggestion-partly-adopted', 'customer');
  });

  test('a suggestion whose reply is promised for a date', async () => {
    const replyDue = await service.in(3 * DAY);
    const c = await company.file({ kind: 'suggestion', replyDue });
    await expectDue(company, c, '3-reply', Date.parse(replyDue));
  });

  test('a consultation is answered within 24 hours of receipt (default)', async () => {
    const receivedAt = await service.in(-HOUR);
    const c = await company.file({ kind: 'consultation', receivedAt });
    await expectDue(company, c, '3-consultation', Date.parse(receivedAt) + DAY);
    await c.send(people.agent, 'answer', { text: '在门户申请' });
    expect((await c.state()).stage).toBe('closed');
  });
});

describe('it-service/3-finding', () => {
  test('the department names an investigator, within a working day (default)', async () => {
    const c = await company.file();
    await service.accepted(c, 'operations');
    await expectLimit(company, c, '3-investigator', DAY);
    const investigator = people.handler('operations').user;
    await c.send(operations, 'form-team', { members: [investigator], lead: investigator });
    expect((await c.clock('3-investigator')).clock.ended).toBe('met');
    expect((await c.state()).rounds[0]?.team?.lead).toBe(investigator);
  });

  test('violation or dereliction: the responsible is named, the leader told, management called in (default)', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'violation');
    expect(await c.state()).toMatchObject({
      rounds: [{ finding: { finding: 'violation', responsible: '当班人员' } }],
    });
    expect((await c.state()).supervisors).toContain(people.executive.user);
    await expectTold(company, c, 'violation-found', operations.user);
  });

  test('an ordinary fault: a corrective action (default)', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'fault');
    const issued = await c.untilOnRecord(({ type }) => type === 'corrective-action-issued');
    expect(issued.payload).toMatchObject({ department: 'operations' });
  });

  test('the customer’s own doing is explained within a working day (default)', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'customer');
    await expectLimit(company, c, '3-explain', DAY);
    await service.contact(c, operations);
    expect((await c.clock('3-explain')).clock.ended).toBe('met');
  });

  test('a product fault that another department finds: a work order to the technical department (default)', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'product');
    expect((await c.state()).orders).toMatchObject([{ department: 'technical' }]);
  });
});

describe('it-service/4-first', () => {
  async function closedIn(c: Complaint): Promise<void> {
    await service.resolve(c, operations);
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
  }

  test('the share without a second round, a reopening, or a repeat on the same matter is measured', async () => {
    const from = new Date(await company.now());
    const file = (name: string) => company.file({ customer: { name, phone: `1390000${name}` } });
    const [first, twice, reopened] = [await file('0001'), await file('0002'), await file('0003')];
    for (const c of [first, twice, reopened]) await service.accepted(c, 'operations');
    await closedIn(first);
    await service.resolve(twice, operations);
    await twice.send(people.agent, 'customer-unsatisfied', { reason: '又断线了' });
    await closedIn(twice);
    await closedIn(reopened);
    await reopened.send(people.agent, 'reopen', { reason: '问题重现' });
    await closedIn(reopened);
    const to = new Date((await company.now()) + MINUTE);
    const { settledFirst } = await company.stores.duties.figures.figures({
      from,
      to,
      now: to,
      policy: 'it-service',
    });
    expect(settledFirst).toMatchObject({ closed: 3, settled: 1 });
    expect(settledFirst.percent).toBeCloseTo(33.3, 1);
  });
});

describe('it-service/4-priority', () => {
  async function inOrder(...cases: readonly Complaint[]): Promise<string[]> {
    const filter = { stages: ['assigning', 'accepting'] } as const;
    const request = { actor: people.supervisor, filter, sort: 'dueAt', limit: 50 } as const;
    const { items } = await company.stores.cases.list(request);
    const names = cases.map(({ number }) => number);
    return items.map(({ _id }) => _id).filter((number) => names.includes(number));
  }

  test('a direct complaint stands before others, whatever they are due', async () => {
    const ordinary = await company.file();
    await company.skip(HOUR);
    const direct = await company.file({ route: 'direct' });
    expect(await inOrder(ordinary, direct)).toEqual([direct.number, ordinary.number]);
  });

  test('so does a widespread one from when it is marked, and its department is told', async () => {
    const one = await company.file();
    await company.skip(MINUTE);
    const other = await company.file();
    expect(await inOrder(one, other)).toEqual([one.number, other.number]);
    await markWidespread(other);
    expect(await inOrder(one, other)).toEqual([other.number, one.number]);
    await expectTold(company, other, 'widespread', people.supervisor.user);
  });

  async function markWidespread(c: Complaint): Promise<void> {
    await c.send(people.agent, 'mark-widespread', { group: 'W-mail', reason: '邮件系统大面积中断' });
    expect((await c.state()).widespread).toBe('W-mail');
  }
});

describe('it-service/5-feedback', () => {
  test('the complainant is asked for opinion and suggestions within 2 working days of the result (default)', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    await expectLimit(company, c, 'it-service/5-feedback', 2 * DAY);
  });

  test('the result goes to the complainant; what they say is registered; the case is archived', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    await service.tell(c);
    const said = { rating: 3, comment: '可以', suggestions: '提前通知停机' };
    await c.send(people.agent, 'customer-satisfied', said);
    await expectTold(company, c, 'closed', 'customer');
    await company.skip(30 * DAY + HOUR);
    await c.handle.result();
    expect(await c.state()).toMatchObject({
      stage: 'archived',
      contacts: [{ content: '说明处理结果' }],
      closing: { outcome: { kind: 'satisfied', ...said } },
    });
  });
});

describe('it-service/6-onspot', () => {
  test('what can be settled on the spot is: no department needed', async () => {
    const c = await company.file();
    await c.send(people.agent, 'resolve', { result: '已重置密码', customerContent: 'yes' });
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
    const state = await c.state();
    expect(state).toMatchObject({ stage: 'closed', closing: { outcome: { kind: 'satisfied' } } });
    expect(state.department).toBeUndefined();
  });

  test('the rest is passed on within 30 minutes (default)', async () => {
    const c = await company.file();
    await expectLimit(company, c, '6-pass-on', 30 * MINUTE);
  });

  test('the department signs within 4 working hours (default)', async () => {
    const c = await company.file();
    await c.send(people.agent, 'assign', { department: 'operations' });
    await expectTold(company, c, 'assigned', operations.user);
    await expectLimit(company, c, '6-sign', 5 * HOUR);
  });

  test('and the result is told within 3 working days of receipt (default)', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    await expectLimit(company, c, '6-result', 3 * DAY);
    await service.tell(c);
    expect((await c.clock('6-result')).clock.ended).toBe('met');
  });

  test('a time that was promised is kept', async () => {
    const c = await company.file();
    const by = await service.in(2 * HOUR);
    await c.send(people.agent, 'promise-reply', { by });
    await expectDue(company, c, '6-promise', Date.parse(by));
  });
});

describe('it-service/6-inspect', () => {
  test.each(['not-done', 'not-confirmed'] as const)(
    'work found %s is criticised and ordered to be corrected',
    async (verdict) => {
      const c = await company.file();
      await service.closed(c, 'operations');
      const correctBy = await service.in(3 * DAY);
      const inspection = { verdict, criticism: '工单无处理记录', correctBy };
      await c.send(people.supervisor, 'inspect', inspection);
      expect((await c.state()).inspections).toMatchObject([inspection]);
      const issued = await c.untilOnRecord(({ type }) => type === 'corrective-action-issued');
      expect(issued.payload).toMatchObject({ department: 'operations', due: { given: correctBy } });
    },
  );
});

describe('it-service/6-review', () => {
  test('each case is reviewed within 5 working days of closing (default)', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    await expectLimit(company, c, 'it-service/6-review', 7 * DAY);
  });

  test('root cause, lessons, and countermeasures against a repeat', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    await c.send(operations, 'review', review);
    expect((await c.state()).reviews).toMatchObject([review]);
    expect((await c.clock('it-service/6-review')).state).toBe('kept');
  });
});
