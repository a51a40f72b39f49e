import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { DAY, HOUR, expectDue, expectLimit } from './support/limits';
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

describe('retail/3.2-suggestion', () => {
  const suggestion = { kind: 'suggestion', matter: '建议延长营业时间' } as const;

  test('registered, and reported to the leader of the department that it is about', async () => {
    const c = await company.file({ ...suggestion, aboutDepartment: 'operations' });
    expect(await c.state()).toMatchObject({ stage: 'deciding', department: 'operations' });
    expect((await c.clock('3.2-decision')).clock.holder.person).toBe(operations.user);
    await expectTold(company, c, 'suggestion-received', 'customer');
    await expectTold(company, c, 'suggestion-reported', operations.user);
  });

  test('about no department, it is customer service’s leader who decides', async () => {
    const c = await company.file(suggestion);
    const lead = people.lead('customer-service');
    expect((await c.clock('3.2-decision')).clock.holder.person).toBe(lead.user);
    await c.send(lead, 'decide-suggestion', { adopted: 'no', reason: '人手不足' });
    expect((await c.state()).stage).toBe('answering');
  });

  test('the leader decides within 5 working days (default)', async () => {
    // Tuesday 10:00 to Tuesday 10:00.
    await expectLimit(company, await company.file(suggestion), '3.2-decision', 7 * DAY);
  });

  test('where a reply is due, the promised date is a clock of its own', async () => {
    const replyDue = await service.in(8 * DAY);
    const c = await company.file({ ...suggestion, replyDue });
    await expectDue(company, c, '3.2-reply', Date.parse(replyDue));
  });

  test('after the decision the answer is due within a working day (default)', async () => {
    const c = await company.file(suggestion);
    await c.send(people.supervisor, 'decide-suggestion', { adopted: 'yes', reason: '可行' });
    await expectLimit(company, c, '3.2-answer', DAY);
  });

  test.each([
    ['yes', 'suggestion-adopted'],
    ['partly', 'suggestion-partly-adopted'],
    ['no', 'suggestion-not-adopted'],
  ] as const)('adopted %s: the customer hears it', async (adopted, template) => {
    const replyDue = await service.in(8 * DAY);
    const c = await company.file({ ...suggestion, replyDue });
    expect(await c.refused(people.agent, 'answer', { text: '已采纳' })).toMatchObject({ code: 'stage' });
    await c.send(people.supervisor, 'decide-suggestion', { adopted, reason: '已研究' });
    await c.send(people.agent, 'answer', { text: '感谢您的建议' });
    await expectTold(company, c, template, 'customer');
    expect((await c.state()).closing?.outcome).toEqual({ kind: 'answered', adopted });
    expect((await c.clock('3.2-reply')).state).toBe('kept');
  });
});

describe('retail/3.3-consultation', () => {
  const consultation = { kind: 'consultation', matter: '会员积分怎么兑换？' } as const;

  test('answered at once where possible; the answer is on record and the customer has it', async () => {
    const c = await company.file(consultation);
    await c.send(people.agent, 'answer', { text: '在会员中心兑换' });
    expect(await c.state()).toMatchObject({
      stage: 'closed',
      answers: [{ text: '在会员中心兑换', by: people.agent.user }],
    });
    expect((await c.clock('retail/3.3-consultation')).state).toBe('kept');
    await expectTold(company, c, 'consultation-answered', 'customer');
  });

  test('otherwise the department is asked, and the answer waits for it', async () => {
    const c = await company.file(consultation);
    await c.send(people.agent, 'order-work', { department: 'operations', task: '请提供积分规则' });
    expect((await c.state()).orders).toMatchObject([{ department: 'operations' }]);
    expect(await c.refused(people.agent, 'answer', { text: '稍后' })).toMatchObject({ code: 'rule' });
  });

  test('24 hours from receipt, not from entry', async () => {
    const c = await company.file({ ...consultation, receivedAt: await service.in(-HOUR) });
    await expectLimit(company, c, 'retail/3.3-consultation', DAY);
  });
});
