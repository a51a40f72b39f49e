import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { technical } from '../workflows/support/walk';
import { DAY, HOUR, MINUTE, expectDue, expectLimit } from './support/limits';
import { Product, PRODUCT, RECORD } from './support/omnichannel';
import { expectTold } from './support/told';

let company: Company;
let product: Product;

beforeAll(async () => {
  company = await Company.open([await shipped('omnichannel')]);
  product = new Product(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('omnichannel/2.2-classify', () => {
  test.each([
    ['urgent', 2 * HOUR],
    ['major', 24 * HOUR],
    // Tuesday 10:00 to Friday 10:00: three working days.
    ['general', 3 * DAY],
  ] as const)(
    '%s: the first substantive response is due from receipt, and breaks then',
    async (urgency, limit) => {
      await expectLimit(company, await product.fileAs(urgency), `2.2-${urgency}`, limit);
    },
  );

  test('only a substantive contact, or the result, is a response', async () => {
    const c = await product.fileAs('urgent');
    await product.contact(c, technical);
    expect((await c.clock('2.2-urgent')).state).toBe('running');
    await product.contact(c, technical, { substantive: true });
    expect((await c.clock('2.2-urgent')).state).toBe('kept');
    const onTheSpot = await product.fileAs('major');
    await onTheSpot.send(people.agent, 'resolve', { result: '当场更换', customerContent: 'yes' });
    expect((await onTheSpot.clock('2.2-major')).state).toBe('kept');
  });

  test('after a rise in urgency it is due from the rise', async () => {
    const c = await product.fileAs('general');
    await company.skip(HOUR);
    const rise = await company.now();
    await c.send(people.agent, 'classify', { ...PRODUCT, urgency: 'urgent', reason: '有人烫伤' });
    expect((await c.clock('2.2-general')).clock.ended).toBe('superseded');
    expect((await c.clock('2.2-urgent')).dueAt).toBeGreaterThanOrEqual(rise + 2 * HOUR);
    await expectLimit(company, c, '2.2-urgent', 2 * HOUR);
  });

  test.each([
    ['product', 'quality', 'technical'],
    ['service', 'attitude', 'operations'],
    ['delivery', 'late', 'logistics'],
  ] as const)(
    '%s is tagged, and routed by itself to its department',
    async (contentType, subtype, department) => {
      const c = await company.file({ ...RECORD, contentType, subtype, urgency: 'urgent' });
      expect(await c.state()).toMatchObject({ stage: 'accepting', department });
      expect((await company.stores.cases.find(c.number))?.tag).toBe(`${contentType}-${subtype}-urgent`);
      await expectTold(company, c, 'assigned', `lead-${department}`);
    },
  );

  test('other is assigned by hand, within 30 minutes (default)', async () => {
    const c = await company.file({ ...RECORD, contentType: 'other', subtype: 'policy', urgency: 'general' });
    expect((await c.state()).stage).toBe('assigning');
    await expectLimit(company, c, '2.2-assign', 30 * MINUTE);
  });

  test('the department signs for it or returns it within an hour (default)', async () => {
    await expectLimit(company, await product.fileAs('general'), '2.2-accept', HOUR);
  });
});

describe('omnichannel/2.3-handle', () => {
  test('urgent: the service supervisor calls back within 30 minutes; nobody else will do', async () => {
    const c = await product.fileAs('urgent');
    expect((await c.clock('2.3-urgent')).clock.holder.person).toBe(people.supervisor.user);
    await product.contact(c, people.agent, { substantive: true });
    await product.contact(c, technical, { substantive: true });
    expect((await c.clock('2.3-urgent')).state).toBe('running');
    const other = await product.fileAs('urgent');
    await product.contact(other, people.supervisor);
    expect((await other.clock('2.3-urgent')).state).toBe('kept');
    await expectLimit(company, c, '2.3-urgent', 30 * MINUTE);
  });

  test("major: the department's head has a first plan within 2 hours, parts of which may be open", async () => {
    const c = await product.fileAs('major');
    expect((await c.clock('2.3-major')).clock.holder.person).toBe(technical.user);
    await product.walk.accepted(c);
    await product.walk.plan(c, true);
    expect((await c.clock('2.3-major')).state).toBe('kept');
    expect((await c.state()).stage).toBe('planning');
    await expectLimit(company, await product.fileAs('major'), '2.3-major', 2 * HOUR);
  });

  test('general: progress the same day, before midnight, by the assigned specialist', async () => {
    const c = await product.fileAs('general');
    await product.contact(c, people.agent);
    expect((await c.clock('2.3-general')).state).toBe('running');
    const other = await product.fileAs('general');
    await product.contact(other, technical);
    expect((await other.clock('2.3-general')).state).toBe('kept');
    // Midnight in Shanghai is 16:00 UTC.
    const midnight = Math.floor((await company.now()) / DAY) * DAY + 16 * HOUR;
    await expectDue(company, c, '2.3-general', midnight);
  });

  test('both limits of a case must be met', async () => {
    const c = await product.fileAs('urgent');
    await product.contact(c, people.supervisor, { substantive: true });
    expect((await c.clock('2.2-urgent')).state).toBe('kept');
    expect((await c.clock('2.3-urgent')).state).toBe('kept');
    const half = await product.fileAs('urgent');
    await product.contact(half, people.supervisor);
    expect((await half.clock('2.3-urgent')).state).toBe('kept');
    await expectLimit(company, half, '2.2-urgent', 2 * HOUR);
  });
});

describe('omnichannel/2.3-sync', () => {
  test('progress is told to the customer unasked', async () => {
    const c = await product.fileAs('general');
    await product.walk.planned(c);
    await expectTold(company, c, 'planned', 'customer');
  });

  test('a promised contact is a clock; a new time, made before it passes, replaces it', async () => {
    const c = await product.fileAs('general');
    await product.contact(c, technical, { promisedNextAt: await product.iso(3 * HOUR) });
    await company.skip(2 * HOUR);
    const promisedNextAt = await product.iso(4 * HOUR);
    await product.contact(c, technical, { promisedNextAt });
    expect((await c.clocks('2.3-sync')).map(({ state }) => state)).toEqual(['kept', 'running']);
    await expectDue(company, c, '2.3-sync', Date.parse(promisedNextAt));
  });

  test('reason and new time are agreed with the customer before the old one passes', async () => {
    const c = await product.fileAs('general');
    const { dueAt } = await c.clock('2.2-general');
    const asked = { clock: '2.2-general', until: new Date(dueAt + DAY).toISOString(), reason: '等待配件' };
    expect(await c.refused(technical, 'extend', asked)).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'agreedAt' }],
    });
    const agreed = { ...asked, agreedAt: await product.iso(), agreedWith: '陈女士' };
    await c.send(technical, 'extend', agreed);
    await expectTold(company, c, 'extended', 'customer');
    await expectDue(company, c, '2.2-general', dueAt + DAY);
    expect(
      await c.refused(technical, 'extend', { ...agreed, until: new Date(dueAt + 9 * DAY).toISOString() }),
    ).toMatchObject({ code: 'rule' });
  });
});
