import { Company, CLASSIFIED } from './support/company';
import { shipped } from './support/packs';
import { people } from './support/people';

let company: Company;
const lead = people.lead('technical');

beforeAll(async () => {
  company = await Company.open([await shipped('media')]);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());

test('a complaint runs from intake to a satisfied customer', async () => {
  const c = await company.file(CLASSIFIED);
  expect(await c.state()).toMatchObject({ stage: 'accepting', department: 'technical', handler: lead.user });

  await expect(c.send(lead, 'accept', {})).resolves.toMatchObject({ number: c.number, stage: 'planning' });
  await c.send(lead, 'find', { finding: 'product', rootCause: '过热', text: '复现' });
  const due = new Date((await company.now()) + 86_400_000).toISOString();
  await c.send(lead, 'plan', {
    owner: lead.user,
    steps: [{ what: '换', owner: lead.user, due }],
    expectedCompletion: due,
  });
  await c.send(lead, 'complete-step', { step: 1, result: '已换' });
  await expect(
    c.send(lead, 'resolve', { result: '已更换', customerContent: 'unknown' }),
  ).resolves.toMatchObject({ stage: 'confirming' });
  await expect(c.send(people.agent, 'customer-satisfied', { rating: 5 })).resolves.toMatchObject({
    stage: 'closed',
  });

  const closed = await c.state();
  expect(closed.closing?.outcome).toEqual({ kind: 'satisfied', rating: 5 });
  expect(closed.clocks.filter((clock) => clock.endedAt === undefined)).toEqual([]);
  await company.skip(31 * 86_400_000);
  await c.handle.result();
  expect((await c.state()).stage).toBe('archived');
});
