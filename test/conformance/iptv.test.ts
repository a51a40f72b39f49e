import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { Escalated, headOfCustomerService, qualityManager, RECORD, specialist } from './support/iptv';
import { MINUTE, expectLimit } from './support/limits';
import { expectTold } from './support/told';

const PROMISE = 'iptv/4-promise';

let company: Company;
let escalated: Escalated;

beforeAll(async () => {
  company = await Company.open([await shipped('iptv')]);
  escalated = new Escalated(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

describe('iptv/1-scope', () => {
  test.each(['walk-in', 'call-centre', 'regulator', 'consumer-association', 'other'])(
    'an escalated complaint by %s is taken in, recorded as such, and has its specialist',
    async (channel) => {
      const c = await company.file({ ...RECORD, channel });
      expect(await c.state()).toMatchObject({ intake: { channel }, owner: specialist.user });
    },
  );
});

describe('iptv/3.1-specialist', () => {
  test('a complaint that an agent files has a specialist from its first moment on, who answers for its clocks', async () => {
    const c = await company.file(RECORD, { by: people.agent });
    expect((await c.state()).owner).toBe(specialist.user);
    expect((await c.clock('iptv/4-triage')).clock.holder.person).toBe(specialist.user);
    await expectTold(company, c, 'case-received', specialist.user);
  });

  test('one specialist owns and leads it from start to end, whatever its level', async () => {
    const c = await escalated.answerable();
    const owners = new Set([(await c.state()).owner]);
    for (const level of ['orange', 'red', 'blue'] as const) {
      await c.send(specialist, 'set-level', { level, reason: '按等级标准' });
      owners.add((await c.state()).owner);
    }
    expect(await c.state()).toMatchObject({ stage: 'planning', handler: specialist.user });
    await c.send(specialist, 'find', { finding: 'fault', rootCause: '节点拥塞', text: '监测' });
    await c.send(specialist, 'resolve', { result: '已扩容', customerContent: 'unknown' });
    owners.add((await c.state()).owner);
    await c.send(specialist, 'customer-satisfied', { rating: 5 });
    owners.add((await c.state()).owner);
    expect([...owners]).toEqual([specialist.user]);
    expect((await c.events()).filter(({ type }) => type === 'resolve')).toMatchObject([
      { actor: { user: specialist.user } },
    ]);
  });
});

describe('iptv/4-record', () => {
  test('the specialist decides by the standard, sets the level, and makes the order; all on record by name', async () => {
    const c = await company.file(RECORD, { by: people.agent });
    await c.send(specialist, 'triage', { answerable: 'yes', note: '两次未解决，符合升级标准第二条' });
    await c.send(specialist, 'set-level', { level: 'yellow', reason: '影响一户' });
    await c.send(specialist, 'order-work', { department: 'cdn', task: '检查节点负载' });
    const steps = (await c.events()).filter(({ type }) =>
      ['triage', 'set-level', 'order-work'].includes(type),
    );
    expect(steps.map(({ type, actor }) => [type, actor.user])).toEqual([
      ['triage', specialist.user],
      ['set-level', specialist.user],
      ['order-work', specialist.user],
    ]);
    expect(await c.state()).toMatchObject({
      intake: { ...RECORD, customer: { phone: '13800001234' } },
      level: 'yellow',
      orders: [{ department: 'cdn', task: '检查节点负载' }],
    });
  });
});

describe('iptv/4-triage', () => {
  test('nothing is assigned before it is decided whether the company is answerable', async () => {
    const c = await escalated.filed();
    expect((await c.state()).stage).toBe('assigning');
    expect(await c.refused(specialist, 'assign', { department: 'cdn' })).toMatchObject({ code: 'rule' });
    await expectLimit(company, c, 'iptv/4-triage', 30 * MINUTE);
  });

  test('not clearly answerable is treated as answerable for now, and may be revised', async () => {
    const c = await escalated.filed();
    await c.send(specialist, 'triage', { answerable: 'unclear' });
    expect(await c.state()).toMatchObject({ stage: 'planning', answerable: 'unclear' });
    expect((await c.clock(PROMISE)).state).toBe('running');
    await c.send(specialist, 'triage', { answerable: 'no', script: 'home-network' });
    expect(await c.state()).toMatchObject({ stage: 'confirming', answerable: 'no', script: 'home-network' });
    // Nobody has to promise an answer any more.
    expect((await c.clock(PROMISE)).clock.ended).toBe('met');
  });

  test('who is not answerable explains it by a script of the knowledge base', async () => {
    const c = await escalated.filed();
    expect(await c.refused(specialist, 'triage', { answerable: 'no' })).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'script', message: expect.stringContaining('content-licence') as unknown }],
    });
    expect(await c.refused(specialist, 'triage', { answerable: 'no', script: 'go-away' })).toMatchObject({
      code: 'invalid',
    });
    await c.send(specialist, 'triage', { answerable: 'no', script: 'content-licence' });
    expect((await c.state()).stage).toBe('confirming');
  });

  test('explained, it is closed by the customer’s word, or by a supervisor as one without liability', async () => {
    const understood = await escalated.filed();
    await understood.send(specialist, 'triage', { answerable: 'no', script: 'planned-maintenance' });
    await understood.send(specialist, 'customer-satisfied', { rating: 4 });
    expect((await understood.state()).closing?.outcome.kind).toBe('satisfied');

    const c = await escalated.filed();
    await c.send(specialist, 'triage', { answerable: 'no', script: 'content-licence' });
    const end = { ground: 'no-liability', statement: '已按话术礼貌解释，客户仍不认可' } as const;
    expect(await c.refused(specialist, 'close-unsettled', end)).toMatchObject({ code: 'role' });
    expect(
      await c.refused(qualityManager, 'close-unsettled', { ...end, ground: 'unreachable' }),
    ).toMatchObject({ code: 'rule' });
    await c.send(qualityManager, 'close-unsettled', end);
    expect(await c.state()).toMatchObject({
      stage: 'closed',
      closing: { outcome: { kind: 'unsettled', ...end } },
    });
  });

  test('a customer who does not accept the explanation is handled by the specialist', async () => {
    const c = await escalated.filed();
    await c.send(specialist, 'triage', { answerable: 'no', script: 'home-network' });
    await c.send(specialist, 'customer-unsatisfied', { reason: '换了路由器仍卡顿' });
    expect(await c.state()).toMatchObject({ stage: 'planning', round: 2 });
    expect((await c.clock('iptv/4-orders')).clock.holder.person).toBe(specialist.user);
  });
});

describe('iptv/4-level', () => {
  test.each([
    ['blue', []],
    ['yellow', []],
    ['orange', [qualityManager.user]],
    ['red', [qualityManager.user, headOfCustomerService.user]],
  ] as const)('%s is supervised by %j, and owned by the specialist', async (level, supervisors) => {
    const c = await escalated.filed();
    await c.send(specialist, 'set-level', { level, reason: '按等级标准' });
    expect(await c.state()).toMatchObject({ level, owner: specialist.user, supervisors });
    if (supervisors.length > 0) await expectTold(company, c, 'supervisor-named', ...supervisors);
  });

  test('a level that rises adds the head of customer service; one that falls releases both', async () => {
    const c = await escalated.filed();
    for (const [level, supervisors] of [
      ['orange', [qualityManager.user]],
      ['red', [qualityManager.user, headOfCustomerService.user]],
      ['yellow', []],
    ] as const) {
      await c.send(people.agent, 'set-level', { level, reason: '按等级标准' });
      expect((await c.state()).supervisors).toEqual(supervisors);
    }
  });
});
