import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { DAY, expectLimit } from './support/limits';
import { Service } from './support/service';

// The car dealer's rules are those of `retail`, clause by clause; here is what the dealer's values make of them.

const afterSales = people.lead('after-sales');

let company: Company;
let service: Service;

beforeAll(async () => {
  company = await Company.open([await shipped('retail-dealer')]);
  service = new Service(company);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('retail/3.1-finding', () => {
  test('at the dealer too a product complaint goes to production, one about service to after-sales', async () => {
    const product = await company.file({ contentType: 'product', subtype: 'quality', urgency: 'general' });
    expect((await product.state()).department).toBe('production');
    const attitude = await company.file({ contentType: 'service', subtype: 'attitude', urgency: 'general' });
    expect((await attitude.state()).department).toBe('after-sales');
  });
});

describe('retail/3.3-consultation', () => {
  test('24 hours from receipt at the dealer too', async () => {
    const c = await company.file({ kind: 'consultation', matter: '保养周期是多久？' });
    await expectLimit(company, c, 'retail/3.3-consultation', DAY);
  });
});

describe('retail/4-limit', () => {
  test('3 working days from receipt at the dealer too', async () => {
    await expectLimit(company, await company.file(), 'retail/4-limit', 3 * DAY);
  });
});

describe('retail/6.1-apology', () => {
  test('the dealer’s customer, sales or after-sales manager apologises in person, with a gift', async () => {
    const c = await company.file();
    await service.found(c, 'after-sales', 'violation');
    const { policy } = await c.state();
    const rules = await company.stores.policies.find(policy.id, policy.version);
    expect(rules?.titles.lead?.zh).toBe('客户经理、销售经理或售后经理');
    expect(
      await c.refused(afterSales, 'resolve', { result: '已返工', customerContent: 'unknown' }),
    ).toMatchObject({ fields: [{ field: 'apology' }] });
    await service.resolve(c, afterSales, await service.amends('售后经理李雷'));
    expect((await c.state()).rounds[0]?.result).toMatchObject({
      by: afterSales.user,
      apology: { by: '售后经理李雷' },
      gift: '保养券一张',
    });
  });
});
