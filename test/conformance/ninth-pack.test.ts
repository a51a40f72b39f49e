import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import type { Complaint } from '../workflows/support/complaint';
import { forTests } from '../workflows/support/packs';
import { DAY, HOUR, expectLimit } from './support/limits';
import { expectTold } from './support/told';

const WEEK = 7 * DAY;
const INTERIM = 'ombudsman/2-interim';
const FINAL = 'ombudsman/3-final';
const investigator = people.lead('office');

let company: Company;

beforeAll(async () => {
  company = await Company.open([await forTests('ombudsman')]);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

async function underInvestigation(): Promise<Complaint> {
  const c = await company.file();
  await c.send(people.agent, 'assign', { department: 'office' });
  await c.send(investigator, 'accept', {});
  return c;
}

async function contact(c: Complaint, method: string): Promise<void> {
  const at = new Date(await company.now()).toISOString();
  await c.send(investigator, 'log-contact', { method, at, content: '调查尚在进行', reaction: '知悉' });
}

describe('a pack with limits of weeks, an interim letter and a final response, and no code of its own', () => {
  test('the interim letter is due four calendar weeks after receipt, and breaks then', async () => {
    const c = await underInvestigation();
    await expectLimit(company, c, INTERIM, 4 * WEEK);
  });

  test('nothing but a letter is an interim letter, and it is asked for once', async () => {
    const c = await underInvestigation();
    await company.skip(3 * WEEK);
    await contact(c, 'phone');
    expect((await c.clock(INTERIM)).state).toBe('running');
    await contact(c, 'letter');
    expect((await c.clock(INTERIM)).state).toBe('kept');
    await contact(c, 'letter');
    expect(await c.clocks(INTERIM)).toHaveLength(1);
  });

  test('the final response is due eight calendar weeks after receipt, breaks then, and calls an executive in', async () => {
    const c = await underInvestigation();
    await contact(c, 'letter');
    await expectLimit(company, c, FINAL, 8 * WEEK);
    expect((await c.state()).supervisors).toContain(people.executive.user);
  });

  test('the final response is put off with the customer, and not beyond twelve weeks', async () => {
    const c = await underInvestigation();
    const { clock, dueAt } = await c.clock(FINAL);
    const agreedAt = new Date(await company.now()).toISOString();
    const asked = { clock: FINAL, reason: '等待鉴定', agreedAt, agreedWith: '陈女士' };
    const start = Date.parse(clock.startedAt);
    expect(
      await c.refused(investigator, 'extend', {
        ...asked,
        until: new Date(start + 12 * WEEK + HOUR).toISOString(),
      }),
    ).toMatchObject({ code: 'rule' });
    await c.send(investigator, 'extend', { ...asked, until: new Date(start + 12 * WEEK).toISOString() });
    expect((await c.clock(FINAL)).dueAt).toBe(dueAt + 4 * WEEK);
  });

  test.each(['upheld', 'partly-upheld', 'rejected'])(
    'a final response of %s closes the case, and nobody asks whether the customer is satisfied',
    async (outcome) => {
      const c = await underInvestigation();
      await c.send(investigator, 'resolve', {
        result: '最终答复函已寄出',
        outcome,
        customerContent: 'unknown',
      });
      const { stage, closing } = await c.state();
      expect(stage).toBe('closed');
      expect(closing?.outcome).toEqual({ kind: 'responded', outcome });
      expect((await c.clock(FINAL)).state).toBe('kept');
      // Whoever has the final response needs no interim letter.
      expect((await c.clock(INTERIM)).state).toBe('kept');
      expect(await c.refused(people.agent, 'customer-unsatisfied', { reason: '不同意' })).toMatchObject({
        code: 'stage',
        stage: 'closed',
      });
      await expectTold(company, c, 'final-response', 'customer');
    },
  );

  test('a result without an outcome, or with one that the pack does not have, is no final response', async () => {
    const c = await underInvestigation();
    const result = { result: '最终答复函已寄出', customerContent: 'unknown' } as const;
    for (const payload of [result, { ...result, outcome: 'settled' }]) {
      expect(await c.refused(investigator, 'resolve', payload)).toMatchObject({
        code: 'invalid',
        fields: [
          { field: 'outcome', message: expect.stringMatching(/upheld, partly-upheld, rejected/) as unknown },
        ],
      });
    }
    expect((await c.state()).stage).toBe('planning');
  });

  test('what other packs know is refused here with its reason', async () => {
    const c = await underInvestigation();
    expect(await c.refused(people.agent, 'triage', { answerable: 'yes' })).toMatchObject({ code: 'rule' });
    expect(await c.refused(people.agent, 'claim', { demand: '赔偿', grounds: '停机' })).toMatchObject({
      code: 'rule',
    });
    expect(await c.refused(investigator, 'pause', { reason: 'force-majeure' })).toMatchObject({
      code: 'rule',
    });
    expect(
      await c.refused(people.supervisor, 'close-unsettled', { ground: 'unreachable', statement: '-' }),
    ).toMatchObject({ code: 'stage' });
  });

  test('after one return the head of customer service decides, finally', async () => {
    const c = await company.file();
    await c.send(people.agent, 'assign', { department: 'office' });
    await c.send(investigator, 'return', { reason: '无权调查' });
    expect(await c.refused(people.agent, 'assign', { department: 'planning' })).toMatchObject({
      code: 'authority',
    });
    await c.send(people.headOfCustomerService, 'assign', { department: 'office', reason: '由办公室调查' });
    expect(await c.refused(investigator, 'return', { reason: '无权调查' })).toMatchObject({ code: 'rule' });
  });

  test('reopened within half a year, it is answered in another eight weeks', async () => {
    const c = await underInvestigation();
    await c.send(investigator, 'resolve', {
      result: '已寄出',
      outcome: 'rejected',
      customerContent: 'unknown',
    });
    await company.skip(25 * WEEK);
    await c.send(people.agent, 'reopen', { reason: '有新证据' });
    expect(await c.state()).toMatchObject({ stage: 'planning', round: 2 });
    await expectLimit(company, c, FINAL, 8 * WEEK);
    await c.send(investigator, 'resolve', {
      result: '已寄出',
      outcome: 'upheld',
      customerContent: 'unknown',
    });
    expect((await c.state()).closing?.outcome).toEqual({ kind: 'responded', outcome: 'upheld' });
  });

  test('after half a year it is archived', async () => {
    const c = await underInvestigation();
    await c.send(investigator, 'resolve', {
      result: '已寄出',
      outcome: 'upheld',
      customerContent: 'unknown',
    });
    await company.skip(26 * WEEK + HOUR);
    await c.handle.result();
    expect((await c.state()).stage).toBe('archived');
  });
});
