import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import type { Complaint } from '../workflows/support/complaint';
import { shipped } from '../workflows/support/packs';
import { DAY, HOUR, expectLimit } from './support/limits';
import { fallsDue, readersOf } from './support/duties';
import { Service } from './support/service';
import { expectTold } from './support/told';

const operations = people.lead('operations');

let company: Company;
let service: Service;

beforeAll(async () => {
  company = await Company.open([await shipped('retail')]);
  service = new Service(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('retail/7-analysis', () => {
  test('classified statistics every month (default), for management: what, where, and how satisfied', async () => {
    const c = await company.file({
      contentType: 'product',
      subtype: 'packaging',
      urgency: 'general',
      expectation: '换新包装',
    });
    await service.found(c, 'production', 'fault');
    await service.resolve(c, people.lead('production'), await service.amends('部门负责人'));
    await c.send(people.agent, 'customer-satisfied', { rating: 2 });
    const unmet = await company.file({ contentType: 'service', subtype: 'attitude', urgency: 'general' });
    await company.skip(32 * DAY);
    const report = await fallsDue(company, 'retail', '7-analysis');
    if (report.result.what !== 'review') throw new Error('The duty is no review.');
    const { problemTypes, departments, satisfaction } = report.result.figures;
    expect(problemTypes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ contentType: 'product', subtype: 'packaging' }),
        expect.objectContaining({ contentType: 'service', subtype: 'attitude' }),
      ]),
    );
    expect(departments.map(({ department }) => department)).toEqual(
      expect.arrayContaining(['production', 'operations']),
    );
    expect(satisfaction.complainants.closed).toBeGreaterThan(0);
    expect(await readersOf(company, report)).toEqual(
      expect.arrayContaining([people.supervisor.user, people.executive.user]),
    );
    expect((await unmet.state()).stage).toBe('accepting');
  });

  test('proposals for correction answer it', async () => {
    await company.skip(32 * DAY);
    const report = await fallsDue(company, 'retail', '7-analysis');
    const { reports } = company.stores.duties;
    const at = new Date(await company.now());
    expect((await reports.standing(report, at)).state).toBe('open');
    await reports.answer(report._id, '与供应商约定包装抽检', people.supervisor, at);
    const answered = (await reports.find(report._id)) ?? report;
    expect(await reports.standing(answered, at)).toMatchObject({ state: 'done' });
  });
});

describe('retail/8-feedback', () => {
  test('opinion and suggestions are asked for within 2 working days of the result (default)', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    await expectLimit(company, c, 'retail/8-feedback', 2 * DAY);
  });

  test('the result reaches the complainant, whose opinion and suggestions are on record', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    await service.tell(c);
    const said = { rating: 4, comment: '态度好', suggestions: '快一点' };
    await c.send(people.agent, 'customer-satisfied', said);
    expect(await c.state()).toMatchObject({
      contacts: [{ content: '说明处理结果', reaction: '知道了' }],
      closing: { outcome: { kind: 'satisfied', ...said } },
    });
    await expectTold(company, c, 'closed', 'customer');
  });
});

describe('retail/8-retention', () => {
  const YEAR = 366 * DAY;

  async function keptFor(c: Complaint): Promise<number> {
    const { closing } = await c.state();
    return Date.parse(closing?.keepUntil ?? '') - Date.parse(closing?.closedAt ?? '');
  }

  test('kept one year: the record says until when, and is there all that time', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    expect(await keptFor(c)).toBe(YEAR);
    await company.skip(YEAR - HOUR);
    await c.handle.result();
    expect(await c.state()).toMatchObject({
      stage: 'archived',
      intake: { matter: expect.any(String) as unknown },
    });
  });

  test('important material longer, by level (default) or by decision', async () => {
    const c = await company.file();
    await c.send(people.agent, 'set-level', { level: 'orange', reason: '群体投诉' });
    await service.closed(c, 'operations');
    expect(await keptFor(c)).toBe(3 * YEAR);
    const longer = { reason: '诉讼材料', until: await service.in(5 * YEAR) };
    expect(await c.refused(people.agent, 'keep-longer', longer)).toMatchObject({ code: 'role' });
    await c.send(people.supervisor, 'keep-longer', longer);
    expect((await c.state()).keptLonger).toEqual({ ...longer, by: people.supervisor.user });
  });
});

describe('retail/9.1-settled', () => {
  async function expectSomebodyDue(c: Complaint): Promise<void> {
    const { stage, clocks } = await c.state();
    const running = clocks.filter(
      ({ endedAt, holder }) => endedAt === undefined && holder.person !== undefined,
    );
    expect({ stage, running: running.length > 0 }).toEqual({ stage, running: true });
  }

  test('until it is settled, somebody is named for it and a clock runs, in every stage and round', async () => {
    const c = await company.file();
    await expectSomebodyDue(c);
    await c.send(people.agent, 'assign', { department: 'operations' });
    await expectSomebodyDue(c);
    await c.send(operations, 'return', { reason: '不属本部门' });
    await expectSomebodyDue(c);
    await service.found(c, 'operations', 'customer');
    await expectSomebodyDue(c);
    await service.plan(c, operations);
    await expectSomebodyDue(c);
    await c.send(operations, 'complete-step', { step: 1, result: '完成' });
    await expectSomebodyDue(c);
    await service.resolve(c, operations);
    await expectSomebodyDue(c);
    await c.send(people.agent, 'customer-unsatisfied', { reason: '没有解决' });
    await expectSomebodyDue(c);
  });

  test.each(['suggestion', 'consultation'] as const)('a %s too, again after a reopening', async (kind) => {
    const c = await company.file({ kind });
    await expectSomebodyDue(c);
    if (kind === 'suggestion') {
      await c.send(people.supervisor, 'decide-suggestion', { adopted: 'yes', reason: '可行' });
      await expectSomebodyDue(c);
    }
    await c.send(people.agent, 'answer', { text: '答复' });
    await c.send(people.agent, 'reopen', { reason: '客户追问' });
    await expectSomebodyDue(c);
  });

  test('every matter is answered: attempts to reach the customer close nothing', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await company.skip(DAY);
      const at = await service.in(0);
      await c.send(people.agent, 'contact-attempt', { method: 'phone', at, outcome: 'no-answer' });
    }
    expect((await c.state()).stage).toBe('confirming');
  });
});

describe('retail/9.2-review', () => {
  const review = { rootCause: '交接无记录', lessons: ['口头交接不可靠'], countermeasures: ['交接单双签'] };

  test('after closing, within 5 working days (default)', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    await expectLimit(company, c, 'retail/9.2-review', 7 * DAY);
    await c.send(people.supervisor, 'review', review);
    expect((await c.clock('retail/9.2-review')).clock.ended).toBe('met');
  });

  test('root cause, lessons and countermeasures are on record', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    await c.send(operations, 'review', review);
    expect((await c.state()).reviews).toMatchObject([review]);
    expect((await c.clock('retail/9.2-review')).state).toBe('kept');
  });
});

describe('retail/9.3-inspect', () => {
  test('what does not hold when checked is criticised and ordered to be corrected by a date', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    const correctBy = await service.in(5 * DAY);
    const inspection = { verdict: 'not-confirmed', criticism: '回访记录与事实不符', correctBy } as const;
    expect(await c.refused(people.agent, 'inspect', inspection)).toMatchObject({ code: 'role' });
    await c.send(people.qualityManager, 'inspect', inspection);
    expect((await c.state()).inspections).toMatchObject([inspection]);
    const issued = await c.untilOnRecord(({ type }) => type === 'corrective-action-issued');
    expect(issued.payload).toMatchObject({
      department: 'operations',
      due: { given: correctBy },
      reason: '回访记录与事实不符',
    });
  });

  test('what holds asks for nothing', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    await c.send(people.qualityManager, 'inspect', { verdict: 'done' });
    expect((await c.state()).correctiveActions).toEqual([]);
  });
});
