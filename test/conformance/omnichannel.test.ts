import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { technical } from '../workflows/support/walk';
import { DAY, HOUR, MINUTE, expectDue, expectLimit } from './support/limits';
import { Product, RECORD } from './support/omnichannel';
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

describe('omnichannel/1.2-channels', () => {
  test.each(['shop', 'counter', 'website', 'app', 'social-media', 'hotline', 'phone', 'third-party'])(
    'what comes by %s is taken in and recorded as such, with the exact channel',
    async (channel) => {
      const c = await company.file({ ...RECORD, channel, channelDetail: '第一入口' });
      expect((await c.state()).intake).toMatchObject({ channel, channelDetail: '第一入口' });
    },
  );
});

describe('omnichannel/1.3-privacy', () => {
  /** Made up, with the check digits that make them look real. */
  const ID_CARD = '11010519491231002X';
  const BANK_CARD = '6222020200112233446';
  const PASSPORT = 'E12345678';

  test.each([
    ['an ID-card number', ID_CARD],
    ['a bank-card number', BANK_CARD],
    ['a passport number, by the pack’s own pattern', PASSPORT],
  ])('%s is refused by an update, and neither in the history nor on the record', async (_what, secret) => {
    const c = await company.file(RECORD);
    expect(
      await c.refused(people.agent, 'note', { text: `客户证件 ${secret}`, visibility: 'internal' }),
    ).toMatchObject({ code: 'personal-number', fields: [{ field: 'text' }] });
    expect(await company.readableHistory(c.number)).not.toContain(secret);
    expect(JSON.stringify([await c.events(), await c.state()])).not.toContain(secret);
  });

  test('one that comes by a signal is refused on record, without the number', async () => {
    const c = await company.file(RECORD);
    const event = await c.signal(people.agent, 'note', {
      text: `护照 ${PASSPORT}`,
      visibility: 'internal',
    });
    expect(event).toMatchObject({ type: 'refused', payload: { command: 'note', code: 'personal-number' } });
    expect(JSON.stringify([await c.events(), await c.state()])).not.toContain(PASSPORT);
  });

  test('a phone number, an order number and a date are no such numbers', async () => {
    const c = await company.file(RECORD);
    const text = '回电 13800001234，订单 20261122000042，购于 2026-11-15';
    await c.send(people.agent, 'note', { text, visibility: 'internal' });
    expect(await c.eventTypes()).toContain('note');
  });
});

describe('omnichannel/1.3-trace', () => {
  test('every step from receipt to archive has its operator, its time, and its result', async () => {
    const c = await product.resolved();
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
    await company.skip(30 * DAY + HOUR);
    await c.handle.result();
    const events = await c.events();
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    for (const { at, actor } of events) {
      expect(actor.user).not.toBe('');
      expect(new Date(at).toISOString()).toBe(at);
    }
    const done = new Map<string, string>(events.map(({ type, actor }) => [type, actor.user]));
    for (const step of ['accept', 'find', 'plan', 'complete-step', 'resolve']) {
      expect([step, done.get(step)]).toEqual([step, technical.user]);
    }
    expect([done.get('registered'), done.get('customer-satisfied')]).toEqual(['agent', 'agent']);
    expect(events.at(-1)?.type).toBe('stage-entered');
    expect((await c.state()).stage).toBe('archived');
  });
});

describe('omnichannel/2.1-record', () => {
  test('who, where, when, how, what is asked for, the first reply and the mood stand in the record', async () => {
    const c = await company.file(RECORD);
    expect((await c.state()).intake).toMatchObject({
      ...RECORD,
      customer: { name: '陈女士', phone: '13800001234' },
    });
  });

  test('a promise in the first reply binds', async () => {
    const replyDue = await product.iso(5 * HOUR);
    const c = await company.file({ ...RECORD, firstReply: '下午三点前答复您', replyDue });
    await expectDue(company, c, '2.1-promise', Date.parse(replyDue));
  });

  test('it is kept by what says something on the matter', async () => {
    const c = await company.file({ ...RECORD, replyDue: await product.iso(5 * HOUR) });
    await product.contact(c, people.agent);
    expect((await c.clock('2.1-promise')).state).toBe('running');
    await product.contact(c, people.agent, { substantive: true });
    expect((await c.clock('2.1-promise')).state).toBe('kept');
  });

  test('a first reply without a promise has no such clock', async () => {
    const c = await company.file(RECORD);
    expect(await c.clocks('2.1-promise')).toEqual([]);
  });
});

describe('omnichannel/2.3-close', () => {
  test('the result is confirmed with the customer within 24 hours (default)', async () => {
    await expectLimit(company, await product.resolved(), '2.3-close', DAY);
  });

  test('satisfied: the satisfaction is recorded and the case closed', async () => {
    const c = await product.resolved();
    await c.send(people.agent, 'customer-satisfied', { rating: 5, comment: '换得很快' });
    expect((await c.state()).closing?.outcome).toEqual({ kind: 'satisfied', rating: 5, comment: '换得很快' });
  });

  test('still in doubt: it stays, and is followed up by the agreed time', async () => {
    const c = await product.resolved();
    const nextContactAt = await product.iso(2 * DAY);
    await c.send(people.agent, 'customer-in-doubt', { doubt: '担心再次脱落', nextContactAt });
    expect((await c.state()).stage).toBe('confirming');
    await expectTold(company, c, 'in-doubt', people.agent.user);
    await expectDue(company, c, '2.3-doubt', Date.parse(nextContactAt));
  });

  test('followed up until the doubt is gone, or the work begins anew', async () => {
    const c = await product.resolved();
    await c.send(people.agent, 'customer-in-doubt', { doubt: '担心', nextContactAt: await product.iso(DAY) });
    await company.skip(20 * HOUR);
    await c.send(people.agent, 'customer-in-doubt', {
      doubt: '仍担心',
      nextContactAt: await product.iso(DAY),
    });
    await c.send(people.agent, 'customer-unsatisfied', { reason: '又脱落了' });
    expect(await c.state()).toMatchObject({ stage: 'planning', round: 2 });
    expect((await c.clocks('2.3-doubt')).map(({ state }) => state)).toEqual(['kept', 'kept']);
  });

  test('who can’t be reached three times, a day apart, is recorded as unreachable (default), not as satisfied', async () => {
    const c = await product.resolved();
    for (const stage of ['confirming', 'confirming', 'closed']) {
      await c.send(people.agent, 'contact-attempt', {
        method: 'phone',
        at: await product.iso(),
        outcome: 'no-answer',
      });
      expect((await c.state()).stage).toBe(stage);
      await company.skip(DAY + MINUTE);
    }
    expect((await c.state()).closing?.outcome).toMatchObject({ kind: 'unsettled', ground: 'unreachable' });
  });
});

describe('omnichannel/2.4-archive', () => {
  test('paper originals are kept too, and their place is recorded', async () => {
    const c = await product.fileAs('general');
    const letter = { title: '客户手写信', kind: 'letter', originalAt: '档案室 3 号柜 12 格' };
    await c.send(people.agent, 'add-evidence', letter);
    expect((await c.state()).evidence).toMatchObject([{ ...letter, by: people.agent.user }]);
  });

  test('the archive keeps the problem with its cause and what was learnt, and finds it by its class', async () => {
    const c = await product.resolved();
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
    const review = {
      rootCause: '涂层工艺',
      lessons: ['批次抽检'],
      countermeasures: ['更换供应商'],
      share: true,
    };
    await c.send(technical, 'review', review);
    await company.skip(30 * DAY + HOUR);
    await c.handle.result();
    const { items } = await company.stores.cases.list({
      actor: people.supervisor,
      filter: { tag: 'product-quality-general', stages: ['archived'], policy: 'omnichannel' },
      sort: 'dueAt',
      limit: 50,
    });
    expect(items.map(({ _id }) => _id)).toContain(c.number);
    expect(await c.state()).toMatchObject({
      rounds: [{ finding: { rootCause: '电源过热' } }],
      reviews: [review],
    });
  });

  test('what is learnt after archiving is added to the record', async () => {
    const c = await product.resolved();
    await c.send(people.agent, 'customer-satisfied', { rating: 5 });
    await company.skip(30 * DAY + HOUR);
    await c.handle.result();
    const review = { rootCause: '涂层工艺', lessons: ['批次抽检'], countermeasures: ['更换供应商'] };
    await company.sendToArchived(c, technical, 'review', review);
    expect((await c.state()).reviews).toMatchObject([review]);
  });
});
