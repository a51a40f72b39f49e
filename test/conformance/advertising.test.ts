import type { DutyReportDocument } from '../../models/duties';
import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { fallsDue, readersOf } from './support/duties';
import { DAY, HOUR, expectDue, expectLimit } from './support/limits';
import { Service } from './support/service';
import { expectTold } from './support/told';

const PACK = 'advertising';
const PRODUCT = { contentType: 'product', subtype: 'quality', urgency: 'general' } as const;
const team = people.lead('customer-service');

let company: Company;
let service: Service;

beforeAll(async () => {
  company = await Company.open([await shipped(PACK)]);
  service = new Service(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

/** What the duty asks for is open, or done by what was entered meanwhile. */
async function stateOf(report: DutyReportDocument): Promise<string> {
  return (await company.stores.duties.reports.standing(report, new Date(await company.now()))).state;
}

async function contact(reason: 'contract' | 'after-sales', problems?: string): Promise<void> {
  const at = new Date(await company.now());
  await company.stores.duties.followUps.add({
    customer: '蓝海饮品',
    at,
    method: 'visit',
    content: '了解投放排期',
    reason,
    by: people.agent,
    enteredAt: at,
    ...(problems !== undefined && { problems }),
  });
}

describe('advertising/4-consultation', () => {
  const consultation = { kind: 'consultation', matter: '晚间时段如何计价？' } as const;

  test('recorded with the customer’s data, answered from reference material, and archived', async () => {
    const c = await company.file(consultation);
    await c.send(people.agent, 'add-evidence', { title: '2026 年刊例价', kind: 'reference' });
    await c.send(people.agent, 'answer', { text: '见刊例价第三页' });
    await expectTold(company, c, 'consultation-answered', 'customer');
    await company.skip(30 * DAY + HOUR);
    await c.handle.result();
    expect(await c.state()).toMatchObject({
      stage: 'archived',
      intake: { customer: { name: '陈女士', phone: '13800001234' } },
      evidence: [{ title: '2026 年刊例价' }],
      answers: [{ text: '见刊例价第三页' }],
    });
  });

  test('not at once: an expected time of solution is told within the hour (default)', async () => {
    const c = await company.file(consultation);
    await expectLimit(company, c, '4-expected', HOUR);
    await c.send(people.agent, 'promise-reply', { by: await service.in(DAY) });
    expect((await c.clock('4-expected')).clock.ended).toBe('met');
  });

  test('the expected time is a clock', async () => {
    const c = await company.file(consultation);
    const by = await service.in(3 * HOUR);
    await c.send(people.agent, 'promise-reply', { by });
    await expectDue(company, c, '4-promise', Date.parse(by));
  });

  test('in all within 2 working days of receipt (default)', async () => {
    const c = await company.file(consultation);
    // Tuesday 10:00 to Thursday 10:00.
    await expectLimit(company, c, '4-consultation', 2 * DAY);
  });
});

describe('advertising/5-complaint', () => {
  test('a team of its own receives it, within 2 hours (default)', async () => {
    const c = await company.file(PRODUCT);
    expect(await c.state()).toMatchObject({ department: 'customer-service', lead: team.user });
    await expectLimit(company, c, '5-receive', 2 * HOUR);
    await c.send(team, 'accept', {});
    expect((await c.clock('5-receive')).clock.ended).toBe('met');
  });

  test('investigated within 3 working days (default), with other departments where needed', async () => {
    const c = await company.file(PRODUCT);
    await service.accepted(c, 'customer-service');
    await c.send(team, 'order-work', { department: 'production', task: '提供播出单' });
    const order = await company.workOrder(`${c.number}-W1`);
    await order.send(people.lead('production'), 'accept');
    await order.send(people.lead('production'), 'finish', { result: '播出单已附' });
    await expectTold(company, c, 'orders-done', team.user);
    await expectLimit(company, c, '5-investigate', 3 * DAY);
  });

  test('findings and a solution go to the customer within 5 working days of receipt (default)', async () => {
    const c = await company.file(PRODUCT);
    await service.found(c, 'customer-service', 'fault');
    const result = { result: '补播三次', customerContent: 'unknown' } as const;
    expect(await c.refused(team, 'resolve', result)).toMatchObject({ code: 'rule' });
    await service.plan(c, team);
    await expectTold(company, c, 'planned', 'customer');
    await c.send(team, 'resolve', result);
    // Tuesday 10:00 to Tuesday 10:00.
    await expectLimit(company, c, '5-complaint', 7 * DAY);
    await service.tell(c);
    expect((await c.clock('5-complaint')).clock.ended).toBe('met');
  });

  test('the customer’s opinion is confirmed within 2 working days (default)', async () => {
    const c = await company.file(PRODUCT);
    await service.found(c, 'customer-service', 'fault');
    await service.plan(c, team);
    await service.resolve(c, team);
    await expectLimit(company, c, '5-satisfaction', 2 * DAY);
  });

  test('a promised time is kept', async () => {
    const c = await company.file(PRODUCT);
    const by = await service.in(HOUR);
    await c.send(people.agent, 'promise-reply', { by });
    await expectDue(company, c, '5-promise', Date.parse(by));
  });

  test('the data is analysed every month (default), for management', async () => {
    await company.file(PRODUCT);
    await company.skip(32 * DAY);
    const report = await fallsDue(company, PACK, '5-analysis');
    expect(report.result).toMatchObject({
      figures: {
        problemTypes: expect.arrayContaining([
          expect.objectContaining({ contentType: 'product', subtype: 'quality' }),
        ]) as unknown,
      },
    });
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([people.executive.user]));
  });
});

describe('advertising/6-contract', () => {
  test('customers are contacted every month (default) on contract performance, problems on record', async () => {
    const report = await fallsDue(company, PACK, '6-contract');
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([people.agent.user]));
    await contact('after-sales');
    expect(await stateOf(report)).toBe('open');
    await contact('contract', '排期有变，客户要求顺延一周');
    expect(await stateOf(report)).toBe('done');
    const { items } = await company.stores.duties.followUps.list({ limit: 10, reason: 'contract' });
    expect(items).toMatchObject([{ problems: '排期有变，客户要求顺延一周', by: people.agent }]);
  });

  test('a dispute is handled as a case, told to the customer, and reported to management', async () => {
    const c = await company.file({ ...PRODUCT, matter: '合同约定的排期被更改' });
    await expectTold(company, c, 'acknowledgement', 'customer');
    await c.send(people.agent, 'escalate', { to: 'executive', reason: '合同争议' });
    await expectTold(company, c, 'supervisor-named', people.executive.user);
  });
});

describe('advertising/7-followup', () => {
  test('after-sales follows up every month (default); what a customer raises becomes a case', async () => {
    const report = await fallsDue(company, PACK, '7-followup');
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([people.specialist.user]));
    await contact('after-sales', '海报色差');
    expect(await stateOf(report)).toBe('done');
    const c = await company.file({ ...PRODUCT, matter: '回访得知：海报色差' }, { by: people.specialist });
    expect(await c.state()).toMatchObject({ owner: people.specialist.user, stage: 'accepting' });
  });
});

describe('advertising/7-survey', () => {
  test('satisfaction is surveyed every quarter (default), and its figures are kept', async () => {
    const report = await fallsDue(company, PACK, '7-survey');
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([people.supervisor.user]));
    expect(await stateOf(report)).toBe('open');
    const now = new Date(await company.now());
    const figures = { pack: PACK, from: report.period.from, to: now, respondents: 40, satisfied: 37 };
    await company.stores.duties.surveys.add({
      ...figures,
      source: '季度满意度问卷',
      by: people.supervisor,
      enteredAt: now,
    });
    expect(await stateOf(report)).toBe('done');
  });

  test('the service file: what the customer said, how it was handled, what was improved', async () => {
    const c = await company.file(PRODUCT);
    await service.found(c, 'customer-service', 'fault');
    await service.plan(c, team);
    await service.resolve(c, team);
    await c.send(people.agent, 'customer-satisfied', { rating: 4, suggestions: '提前给样张' });
    const improved = { rootCause: '未送样', lessons: ['先送样'], countermeasures: ['样张签字后投放'] };
    await c.send(people.supervisor, 'review', improved);
    expect(await c.state()).toMatchObject({
      closing: { outcome: { suggestions: '提前给样张' } },
      rounds: [{ result: { result: '已更换新品' } }],
      reviews: [improved],
    });
  });
});

describe('advertising/8-roles', () => {
  test('each does their part: agent, customer-service manager, departments', async () => {
    const c = await company.file(PRODUCT);
    expect((await c.state()).supervisors).toEqual([people.supervisor.user]);
    expect(await c.refused(people.agent, 'accept', {})).toMatchObject({ code: 'role' });
    expect(await c.refused(people.lead('production'), 'accept', {})).toMatchObject({ code: 'role' });
    await c.send(team, 'accept', {});
    expect(
      await c.refused(people.handler('production'), 'note', { text: '旁观', visibility: 'internal' }),
    ).toMatchObject({ code: 'role' });
    await c.send(people.supervisor, 'intervene', { instruction: '今日联系客户' });
    await expectTold(company, c, 'intervened', people.agent.user);
  });
});

describe('advertising/9-review', () => {
  test('every quarter, on figures per department and person, reported to management', async () => {
    const c = await company.file(PRODUCT);
    await service.accepted(c, 'customer-service');
    await company.skip(93 * DAY);
    const report = await fallsDue(company, PACK, '9-review');
    if (report.result.what !== 'review') throw new Error('The duty is no review.');
    const { departments, persons } = report.result.figures;
    expect(departments.map(({ department }) => department)).toContain('customer-service');
    const figures = persons.find(({ user }) => user === people.agent.user);
    expect(figures?.owned.count).toBeGreaterThan(0);
    // 5-investigate, 5-complaint: weak performance shows.
    expect(persons.find(({ user }) => user === team.user)?.broken).toBeGreaterThan(0);
    expect(await readersOf(company, report)).toEqual(
      expect.arrayContaining([people.supervisor.user, people.executive.user]),
    );
  });
});
