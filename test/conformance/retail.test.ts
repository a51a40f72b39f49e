import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { DAY, HOUR, expectDue, expectLimit } from './support/limits';
import { Service } from './support/service';
import { expectTold } from './support/told';

const LIMIT = 'retail/4-limit';
const PRODUCT = { contentType: 'product', subtype: 'quality', urgency: 'general' } as const;
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

describe('retail/2-principles', () => {
  test('the customer knows that it was received, and that somebody is at work', async () => {
    const c = await company.file();
    await expectTold(company, c, 'acknowledgement', 'customer');
    await service.accepted(c, 'operations');
    await expectTold(company, c, 'accepted', 'customer');
  });

  test('a time that the customer was promised is kept, or renewed before it passes', async () => {
    const c = await company.file();
    await c.send(people.agent, 'promise-reply', { by: await service.in(3 * HOUR) });
    await company.skip(2 * HOUR);
    const by = await service.in(2 * HOUR);
    await c.send(people.agent, 'promise-reply', { by });
    await expectDue(company, c, 'retail/2-principles', Date.parse(by));
  });

  test('nobody promises beyond their authority', async () => {
    const c = await company.file();
    expect(await c.refused(people.agent, 'promise-reply', { by: await service.in(10 * DAY) })).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'by' }],
    });
  });
});

describe('retail/3.1-finding', () => {
  test('a violation names the responsible, is reported to the department’s leader, and calls management in', async () => {
    const c = await company.file();
    await service.accepted(c, 'operations');
    expect(
      await c.refused(operations, 'find', { finding: 'violation', rootCause: '擅离岗位', text: '已核实' }),
    ).toMatchObject({ code: 'invalid', fields: [{ field: 'responsible' }] });
    await service.find(c, operations, 'violation');
    expect((await c.state()).supervisors).toContain(people.executive.user);
    await expectTold(company, c, 'violation-found', operations.user);
  });

  test('an ordinary fault is corrected at once, by a corrective action of the department', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'fault');
    const issued = await c.untilOnRecord(({ type }) => type === 'corrective-action-issued');
    expect(issued.payload).toMatchObject({
      department: 'operations',
      due: { duration: 'P3D', calendar: 'working' },
    });
    expect((await c.state()).correctiveActions).toHaveLength(1);
  });

  test.each(['customer', 'unfounded'] as const)(
    'what is %s is explained to the customer within a working day (default)',
    async (finding) => {
      const c = await company.file();
      await service.found(c, 'operations', finding);
      // Tuesday 10:00 to Wednesday 10:00.
      await expectLimit(company, c, 'retail/3.1-finding', DAY);
      await service.contact(c, operations, false);
      expect((await c.clocks('retail/3.1-finding')).some(({ clock }) => clock.endedAt)).toBe(false);
      await service.contact(c, operations);
      expect((await c.clock('retail/3.1-finding')).clock.ended).toBe('met');
    },
  );

  test('a product complaint goes to production, at once', async () => {
    const c = await company.file(PRODUCT);
    expect(await c.state()).toMatchObject({ stage: 'accepting', department: 'production' });
  });

  test('where another department finds a product fault, production gets a work order, which is waited for', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'product');
    expect((await c.state()).orders).toMatchObject([{ department: 'production', task: '交接疏漏' }]);
    expect(
      await c.refused(operations, 'resolve', { result: '已换货', customerContent: 'unknown' }),
    ).toMatchObject({ code: 'rule' });
  });
});

describe('retail/4-limit', () => {
  test('3 working days from receipt', async () => {
    const receivedAt = await service.in(-HOUR);
    const c = await company.file({ receivedAt });
    expect((await c.clock(LIMIT)).clock.startedAt).toBe(receivedAt);
    // Tuesday 09:00 to Friday 09:00.
    await expectLimit(company, c, LIMIT, 3 * DAY);
  });

  test('until the customer is told: a result alone does not end it', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    expect((await c.clock(LIMIT)).state).toBe('running');
    await service.tell(c);
    expect((await c.clock(LIMIT)).state).toBe('kept');
  });

  test('in special cases 7 working days in total, agreed with the customer, by a supervisor; never more', async () => {
    const c = await company.file();
    const start = Date.parse((await c.clock(LIMIT)).clock.startedAt);
    // Tuesday 10:00 to the next week's Thursday 10:00.
    const until = new Date(start + 9 * DAY).toISOString();
    const special = {
      clock: LIMIT,
      until,
      reason: '需送检',
      agreedAt: await service.in(0),
      agreedWith: '陈女士',
    };
    expect(await c.refused(people.agent, 'extend', special)).toMatchObject({ code: 'authority' });
    const { agreedWith: _nobody, ...unagreed } = special;
    expect(await c.refused(people.supervisor, 'extend', unagreed)).toMatchObject({ code: 'invalid' });
    const later = new Date(start + 9 * DAY + 60_000).toISOString();
    expect(await c.refused(people.supervisor, 'extend', { ...special, until: later })).toMatchObject({
      code: 'rule',
    });
    await c.send(people.supervisor, 'extend', special);
    await expectDue(company, c, LIMIT, start + 9 * DAY);
  });

  test('a new round resumes it with what was left', async () => {
    const c = await company.file();
    await service.resolved(c, 'operations');
    await company.skip(DAY);
    await service.tell(c);
    await company.skip(DAY);
    await c.send(people.agent, 'customer-unsatisfied', { reason: '又坏了' });
    const [first, second] = await c.clocks(LIMIT);
    const { startedAt, endedAt = '' } = first?.clock ?? { startedAt: '' };
    const resumedAt = second?.clock.pauses.at(-1)?.to ?? '';
    // One of three days was used on Wednesday; the two that are left go from Thursday to Monday.
    const stoodStill = Date.parse(resumedAt) - Date.parse(endedAt) - DAY;
    await expectDue(company, c, LIMIT, Date.parse(startedAt) + 6 * DAY + stoodStill);
  });
});

describe('retail/5-first', () => {
  const first = people.handler('operations');

  test('whoever first met the customer records it and reports to the manager in charge', async () => {
    const c = await company.file({ receivedBy: '门店店员王芳', department: 'operations' }, { by: first });
    expect(await c.state()).toMatchObject({
      stage: 'accepting',
      lead: operations.user,
      intake: { receivedBy: '门店店员王芳' },
    });
    await expectTold(company, c, 'assigned', operations.user);
  });

  test('taken in by customer service, it is passed on within an hour (default)', async () => {
    await expectLimit(company, await company.file(), '5-report', HOUR);
  });

  test.each([
    ['urgent', '5-urgent', 2 * HOUR],
    // Tuesday 10:00 to 15:00, with an hour's lunch.
    ['major', '5-major', 5 * HOUR],
  ] as const)('the manager acts by urgency: %s (default)', async (urgency, rule, limit) => {
    const c = await company.file({ contentType: 'service', subtype: 'attitude', urgency });
    expect((await c.clock(rule)).clock.holder.person).toBe(operations.user);
    await expectLimit(company, c, rule, limit);
    await c.send(operations, 'accept', {});
    expect((await c.clock(rule)).clock.ended).toBe('met');
  });

  test('the result is filed with customer relations, which follow up the customer’s feedback', async () => {
    const c = await company.file();
    await service.closed(c, 'operations');
    await expectTold(company, c, 'resolved', people.supervisor.user, people.agent.user);
    const callback = { at: await service.in(0), method: 'phone', opinion: '这次处理得很快', rating: 5 };
    await c.send(people.agent, 'callback', callback);
    expect((await c.state()).callbacks).toMatchObject([callback]);
  });
});

describe('retail/6.1-apology', () => {
  test.each(['violation', 'fault', 'product'] as const)(
    'a complaint found true (%s): an apology in person, with a gift',
    async (finding) => {
      const c = await company.file(PRODUCT);
      await service.found(c, 'production', finding);
      const lead = people.lead('production');
      const result = { result: '已换货', customerContent: 'unknown' } as const;
      expect(await c.refused(lead, 'resolve', result)).toMatchObject({ fields: [{ field: 'apology' }] });
      const { apology, gift } = await service.amends('部门负责人赵强');
      expect(await c.refused(lead, 'resolve', { ...result, ...(apology && { apology }) })).toMatchObject({
        fields: [{ field: 'gift' }],
      });
      await service.resolve(c, lead, { ...(apology && { apology }), ...(gift !== undefined && { gift }) });
      expect((await c.state()).rounds[0]?.result).toMatchObject({ apology, gift });
    },
  );

  test('what was not found true needs none', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'customer');
    await service.resolve(c, operations);
    expect((await c.state()).stage).toBe('confirming');
  });
});

describe('retail/6.2-difficult', () => {
  const notUnderstood = { ground: 'not-understood', statement: '多次解释，客户仍不接受' } as const;

  test('explained, closed without understanding, and noted for later attention with a supervisor’s agreement', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'unfounded');
    await service.contact(c, operations);
    await service.resolve(c, operations);
    await service.tell(c);
    const followUpAt = await service.in(30 * DAY);
    await c.send(people.agent, 'flag-difficult', { reason: '多次无理投诉', followUpAt });
    expect(await c.refused(people.agent, 'flag-difficult', { agree: true })).toMatchObject({
      code: 'authority',
    });
    await c.send(people.supervisor, 'flag-difficult', { agree: true });
    await c.send(people.supervisor, 'close-unsettled', notUnderstood);
    expect(await c.state()).toMatchObject({
      closing: { outcome: { kind: 'unsettled', ground: 'not-understood' } },
      difficult: { reason: '多次无理投诉', followUpAt, agreed: { by: people.supervisor.user } },
    });
  });

  test('a complaint found true is not closed so, nor on any other ground', async () => {
    const c = await company.file();
    await service.found(c, 'operations', 'fault');
    await service.resolve(c, operations, await service.amends('部门负责人'));
    expect(await c.refused(people.supervisor, 'close-unsettled', notUnderstood)).toMatchObject({
      code: 'rule',
    });
    expect(
      await c.refused(people.supervisor, 'close-unsettled', { ...notUnderstood, ground: 'unreachable' }),
    ).toMatchObject({ code: 'rule' });
  });
});
