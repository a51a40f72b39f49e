import type { Urgency } from '../../domain/case/classification';
import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import type { Complaint } from '../workflows/support/complaint';
import { shipped } from '../workflows/support/packs';
import { technical, Walk } from '../workflows/support/walk';
import { DAY, HOUR, MINUTE } from './support/limits';

let company: Company;

beforeAll(async () => {
  company = await Company.open([await shipped('media')]);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

const RESPONSE = 'omnichannel/2.2-classify';
const FIRST_ACTION = 'omnichannel/2.3-handle';

function fileAs(urgency: Urgency): Promise<Complaint> {
  return company.file({ contentType: 'product', subtype: 'quality', urgency });
}

async function limitOf(c: Complaint, clause: string): Promise<number> {
  const { clock, dueAt } = await c.clock(clause);
  return dueAt - Date.parse(clock.startedAt);
}

async function contact(c: Complaint, by: typeof technical, substantive: boolean): Promise<void> {
  const at = new Date(await company.now()).toISOString();
  await c.send(by, 'log-contact', {
    method: 'phone',
    at,
    content: '说明进展',
    reaction: '同意',
    substantive,
  });
}

describe('omnichannel/2.2-classify', () => {
  test.each([
    ['urgent', 2 * HOUR],
    ['major', 24 * HOUR],
    // Tuesday 10:00 to Friday 10:00: three working days.
    ['general', 3 * DAY],
  ] as const)('%s: the response is due from receipt', async (urgency, limit) => {
    expect(await limitOf(await fileAs(urgency), RESPONSE)).toBe(limit);
  });

  test('only a substantive contact is a response', async () => {
    const c = await fileAs('urgent');
    await contact(c, technical, false);
    expect((await c.clock(RESPONSE)).state).toBe('running');
    await contact(c, technical, true);
    expect((await c.clock(RESPONSE)).state).toBe('kept');
  });

  test('the result is a response', async () => {
    const c = await fileAs('general');
    await c.send(people.agent, 'resolve', { result: '已当场说明', customerContent: 'yes' });
    expect(await c.clock(RESPONSE)).toMatchObject({ state: 'kept' });
  });

  test('after a rise in urgency the response is due from the rise', async () => {
    const c = await fileAs('general');
    await company.skip(HOUR);
    await c.send(people.agent, 'classify', { contentType: 'product', subtype: 'quality', urgency: 'urgent' });
    const clocks = await c.clocks(RESPONSE);
    expect(clocks.map(({ state, clock }) => [clock.rule, state, clock.ended])).toEqual([
      ['2.2-general', 'kept', 'superseded'],
      ['2.2-urgent', 'running', undefined],
    ]);
    const { dueAt } = await c.clock(RESPONSE);
    expect(dueAt).toBeGreaterThanOrEqual(Date.parse((await c.state()).intake.receivedAt) + 3 * HOUR);
  });

  test('classified later, the response is due from receipt all the same', async () => {
    const c = await company.file();
    await company.skip(20 * MINUTE);
    await c.send(people.agent, 'classify', {
      contentType: 'service',
      subtype: 'attitude',
      urgency: 'urgent',
    });
    const { dueAt } = await c.clock(RESPONSE);
    expect(dueAt).toBe(Date.parse((await c.state()).intake.receivedAt) + 2 * HOUR);
  });

  test('a response given before the class is known is not asked for again', async () => {
    const c = await company.file();
    await contact(c, people.agent, true);
    await c.send(people.agent, 'classify', { contentType: 'service', subtype: 'attitude', urgency: 'major' });
    expect(await c.clocks(RESPONSE)).toEqual([]);
  });

  test.each([
    ['product', 'quality', 'technical'],
    ['service', 'attitude', 'operations'],
    ['delivery', 'late', 'logistics'],
  ] as const)('%s is routed by itself to its department', async (contentType, subtype, department) => {
    const c = await company.file({ contentType, subtype, urgency: 'general' });
    expect(await c.state()).toMatchObject({ stage: 'accepting', department });
    expect((await company.stores.cases.find(c.number))?.tag).toBe(`${contentType}-${subtype}-general`);
  });

  test('other, and what has no class yet, waits for an agent', async () => {
    const other = await company.file({ contentType: 'other', subtype: 'policy', urgency: 'general' });
    expect((await other.state()).stage).toBe('assigning');
    const unclassified = await company.file();
    expect((await unclassified.state()).stage).toBe('assigning');
  });

  test('a subtype belongs to its content', async () => {
    const c = await company.file();
    expect(
      await c.refused(people.agent, 'classify', {
        contentType: 'product',
        subtype: 'attitude',
        urgency: 'general',
      }),
    ).toMatchObject({ code: 'invalid', fields: [{ field: 'subtype' }] });
  });
});

describe('omnichannel/2.3-handle', () => {
  test('urgent: the service supervisor calls back within 30 minutes; nobody else will do', async () => {
    const c = await fileAs('urgent');
    expect(await limitOf(c, FIRST_ACTION)).toBe(30 * MINUTE);
    expect((await c.clock(FIRST_ACTION)).clock.holder.person).toBe(people.supervisor.user);
    await contact(c, people.agent, true);
    expect((await c.clock(FIRST_ACTION)).state).toBe('running');
    await contact(c, people.supervisor, true);
    expect((await c.clock(FIRST_ACTION)).state).toBe('kept');
  });

  test("major: the department's head has a first plan within 2 hours; a preliminary one will do", async () => {
    const c = await fileAs('major');
    expect(await limitOf(c, FIRST_ACTION)).toBe(2 * HOUR);
    const walk = new Walk(company);
    await walk.accepted(c);
    await walk.plan(c, true);
    expect((await c.clock(FIRST_ACTION)).state).toBe('kept');
    expect((await c.state()).stage).toBe('planning');
  });

  test('general: progress the same day, before midnight, by the assigned specialist', async () => {
    const c = await fileAs('general');
    // 10:00 in Shanghai: midnight is 14 hours away.
    expect((await c.clock(FIRST_ACTION)).dueAt % DAY).toBe(16 * HOUR);
    await contact(c, people.agent, false);
    expect((await c.clock(FIRST_ACTION)).state).toBe('running');
    await contact(c, technical, false);
    expect((await c.clock(FIRST_ACTION)).state).toBe('kept');
  });

  test('both limits of a case run side by side', async () => {
    const c = await fileAs('urgent');
    expect((await c.clock(RESPONSE)).state).toBe('running');
    expect((await c.clock(FIRST_ACTION)).state).toBe('running');
  });
});

describe('omnichannel/2.3-sync', () => {
  test('a new time is agreed with the customer before the old one passes', async () => {
    const c = await fileAs('general');
    const { dueAt } = await c.clock(RESPONSE);
    const until = new Date(dueAt + DAY).toISOString();
    const asked = { clock: RESPONSE, until, reason: '等待配件' };
    expect(await c.refused(technical, 'extend', asked)).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'agreedAt' }],
    });
    const agreedAt = new Date(await company.now()).toISOString();
    await c.send(technical, 'extend', { ...asked, agreedAt, agreedWith: '陈女士' });
    expect((await c.clock(RESPONSE)).dueAt).toBe(dueAt + DAY);
    await company.skipTo(dueAt + DAY + MINUTE);
    expect(
      await c.refused(technical, 'extend', {
        ...asked,
        until: new Date(dueAt + 9 * DAY).toISOString(),
        agreedAt,
        agreedWith: '陈女士',
      }),
    ).toMatchObject({ code: 'rule' });
  });
});
