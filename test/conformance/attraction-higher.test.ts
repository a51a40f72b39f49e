import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import type { Complaint } from '../workflows/support/complaint';
import { shipped } from '../workflows/support/packs';
import { FAULT, HIGHER, office, onSite, RECORD, STAFF_MEASURE, Visit } from './support/attraction';
import { DAY, HOUR, expectDue, expectLimit } from './support/limits';
import { expectTold } from './support/told';

const TRANSFERRED = 'attraction/5.3-transferred';
const PASSED_ON = { ...HIGHER, transferredBy: { body: '12345', reference: 'SH-2026-118' } } as const;

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

describe('attraction/4.1-channels', () => {
  test.each(['box', 'comment-book', 'desk', 'phone'])(
    'what comes by %s is taken in, recorded as such, and waits for somebody by name',
    async (channel) => {
      const c = await company.file({ ...RECORD, channel });
      expect((await c.state()).intake.channel).toBe(channel);
      expect(await c.clock('attraction/2-receive')).toMatchObject({
        state: 'running',
        clock: { holder: { person: people.agent.user } },
      });
    },
  );
});

describe('attraction/5.1-onsite', () => {
  test('a fault names the responsible person and the measure by the company’s rules', async () => {
    const c = await visit.accepted({ ...RECORD, channel: 'comment-book' });
    expect(await c.refused(onSite, 'find', FAULT)).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'staffMeasure' }],
    });
    await c.send(onSite, 'find', { ...FAULT, staffMeasure: STAFF_MEASURE });
    expect((await c.state()).rounds).toMatchObject([
      { finding: { finding: 'fault', responsible: '北门检票员', staffMeasure: STAFF_MEASURE } },
    ]);
  });

  test('where nobody is at fault nobody is dealt with', async () => {
    const c = await visit.accepted();
    await c.send(onSite, 'find', { finding: 'customer', rootCause: '误读票面时间', text: '核对票据' });
    expect((await c.state()).rounds[0]?.finding?.staffMeasure).toBeUndefined();
  });
});

describe('attraction/5.2-higher', () => {
  test('it is settled within the limit that was set for it', async () => {
    const replyDue = await visit.iso(30 * HOUR);
    const c = await company.file({ ...HIGHER, replyDue });
    await expectDue(company, c, 'attraction/5.2-higher', Date.parse(replyDue));
  });

  test('where none was set, within 5 working days (default); a settled one is in time', async () => {
    const c = await company.file(HIGHER);
    // Tuesday 10:00 to Tuesday 10:00.
    await expectLimit(company, c, 'attraction/5.2-higher', 7 * DAY);
    await company.skipToTuesday();
    const settled = await visit.closed(HIGHER);
    expect((await settled.clock('attraction/5.2-higher')).state).toBe('kept');
  });

  test('an on-site complaint and a transferred one have no such clock', async () => {
    for (const intake of [RECORD, PASSED_ON]) {
      const c = await company.file(intake);
      expect(await c.clocks('attraction/5.2-higher')).toEqual([]);
    }
  });

  test('the responsible person is dealt with likewise', async () => {
    const c = await visit.accepted(HIGHER);
    expect(await c.refused(onSite, 'find', FAULT)).toMatchObject({ fields: [{ field: 'staffMeasure' }] });
  });
});

describe('attraction/5.3-transferred', () => {
  /** 18:00 in Shanghai, so many days after this one. */
  async function closingIn(days: number): Promise<number> {
    return Math.floor((await company.now()) / DAY) * DAY + days * DAY + 10 * HOUR;
  }

  async function replyWith(c: Complaint, outcome: 'settled' | 'not-settled'): Promise<void> {
    await c.send(people.agent, 'reply-to-body', { outcome, statement: '情况如下', at: await visit.iso() });
  }

  test('2 working days of the office taking it in, that day not counted', async () => {
    // Taken in on Tuesday: Wednesday and Thursday count, until closing time.
    const due = await closingIn(2);
    const c = await company.file(PASSED_ON);
    expect((await c.clock(TRANSFERRED)).clock.holder.person).toBe(office.user);
    await expectTold(company, c, 'transferred', office.user);
    await expectDue(company, c, TRANSFERRED, due);
  });

  test('from the taking in, not from receipt; over a weekend', async () => {
    await company.skip(2 * DAY + 3 * HOUR);
    const due = await closingIn(4);
    // Received on Tuesday, taken in on Thursday: Friday and Monday count.
    const c = await company.file({ ...PASSED_ON, receivedAt: await visit.iso(-2 * DAY) });
    await expectDue(company, c, TRANSFERRED, due);
  });

  test('the limit that it came with replaces the 2 days', async () => {
    const limit = await visit.iso(26 * HOUR);
    const c = await company.file({ ...PASSED_ON, transferredBy: { ...PASSED_ON.transferredBy, limit } });
    await expectDue(company, c, TRANSFERRED, Date.parse(limit));
  });

  test('known as transferred only later, it has its limit from then on', async () => {
    const c = await company.file(HIGHER);
    const limit = await visit.iso(30 * HOUR);
    await c.send(people.agent, 'set-transfer', { body: '12315', reference: 'A-7', limit });
    await expectDue(company, c, TRANSFERRED, Date.parse(limit));
  });

  test('a correction of whose it is gives no new time, and keeps what the body was told', async () => {
    const c = await company.file(PASSED_ON);
    const { dueAt } = await c.clock(TRANSFERRED);
    await company.skip(3 * HOUR);
    await c.send(people.agent, 'set-transfer', { body: '12345', reference: 'B-8' });
    expect(await c.clocks(TRANSFERRED)).toHaveLength(1);
    expect((await c.clock(TRANSFERRED)).dueAt).toBe(dueAt);
    await replyWith(c, 'not-settled');
    await c.send(people.agent, 'set-transfer', { body: '12345', reference: 'B-9' });
    expect((await c.state()).transfer).toMatchObject({ reference: 'B-9', reply: { outcome: 'not-settled' } });
  });

  test('the result is reported to the body, also after closure', async () => {
    const c = await visit.closed(PASSED_ON);
    expect((await c.clock(TRANSFERRED)).state).toBe('running');
    await replyWith(c, 'settled');
    expect((await c.clock(TRANSFERRED)).state).toBe('kept');
    expect((await c.state()).transfer).toMatchObject({ body: '12345', reply: { outcome: 'settled' } });
  });

  test('a closed case whose body has not heard the result breaks its limit all the same', async () => {
    const due = await closingIn(2);
    await expectDue(company, await visit.closed(PASSED_ON), TRANSFERRED, due);
  });

  test('no settlement in time is explained to the body before the limit, and the work goes on', async () => {
    const c = await visit.accepted(PASSED_ON);
    await replyWith(c, 'not-settled');
    expect((await c.clock(TRANSFERRED)).state).toBe('kept');
    expect(await c.state()).toMatchObject({
      stage: 'planning',
      transfer: { reply: { outcome: 'not-settled', statement: '情况如下' } },
    });
  });

  test('a case that nobody passed on has nobody to reply to', async () => {
    const c = await company.file(HIGHER);
    expect(
      await c.refused(people.agent, 'reply-to-body', {
        outcome: 'settled',
        statement: '-',
        at: await visit.iso(),
      }),
    ).toMatchObject({ code: 'rule' });
  });
});
