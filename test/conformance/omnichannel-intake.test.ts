import { begun, filed, unclassified, until } from '../api/support/complaints';
import { startSystem, type System } from '../api/support/system';
import { reportOf, turnedBack } from './support/intake';
import { PRODUCT, RECORD } from './support/omnichannel';

let system: System;

beforeAll(async () => {
  system = await startSystem('omnichannel');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const WHOLE = {
  kind: 'complaint',
  policy: 'omnichannel',
  customer: { name: '网名“小满”', account: 'xiaoman' },
  ...RECORD,
} as const;

describe('omnichannel/2.1-record', () => {
  test.each(['channelDetail', 'expectation', 'firstReply', 'mood'] as const)(
    'a record without %s is turned back',
    async (field) => {
      const { [field]: _left, ...rest } = WHOLE;
      expect(await turnedBack(system, rest)).toEqual([field]);
    },
  );

  test('one without contact, or without when it happened, too', async () => {
    const { occurredText: _when, ...rest } = WHOLE;
    expect(await turnedBack(system, { ...rest, customer: { name: '小满' } })).toEqual([
      'customer.phone',
      'occurredAt',
    ]);
  });

  test.each(['产品有问题', '产品有问题！', '服务不好。', 'the product has a problem'])(
    'the vague “%s” is turned back',
    async (matter) => {
      expect(await turnedBack(system, { ...WHOLE, matter })).toContain('matter');
    },
  );

  test('a mood that judges the customer is turned back; one that describes is taken', async () => {
    expect(await turnedBack(system, { ...WHOLE, mood: '客户是来找茬的' })).toEqual(['mood']);
    await filed(system.as('agent'), { ...WHOLE, mood: '因问题未解决，说话声音较大' });
  });
});

describe('omnichannel/1.3-privacy', () => {
  test.each([
    ['an ID-card number', '11010519491231002X'],
    ['a bank-card number', '6222020200112233446'],
    ['a passport number, by the pack’s own pattern', 'E12345678'],
  ])('%s is turned back at intake, naming its field and never its digits', async (_what, secret) => {
    const matter = `${RECORD.matter}证件 ${secret}`;
    const { status, body } = await system.as('agent').post('complaints', { ...WHOLE, matter });
    expect([status, body['errors']]).toMatchObject([422, [{ field: 'matter' }]]);
    expect(JSON.stringify(body)).not.toContain(secret);
  });

  test('what only this pack never keeps, another may', async () => {
    const other = { ...unclassified, matter: '登机时护照 E12345678 被要求复印。' };
    expect(await filed(system.as('agent'), other)).toMatch(/^C\d{8}-/);
  });

  test('a command with such a number is not sent to the case at all', async () => {
    const number = await begun(system.as('agent'), WHOLE);
    const note = { text: '护照 E12345678', visibility: 'internal' };
    const { status, body } = await system.as('agent').post(`complaints/${number}/note`, note);
    expect([status, body['errors']]).toMatchObject([422, [{ field: 'text' }]]);
    const history = await system.as('auditor').get(`complaints/${number}/history`);
    expect(JSON.stringify(history.body)).not.toContain('E12345678');
  });
});

describe('omnichannel/1.1-visible', () => {
  test('problem types, trouble points and responsible departments are there at a glance', async () => {
    const about = { ...WHOLE, ...PRODUCT, urgency: 'general', aboutDepartment: 'technical' };
    await begun(system.as('agent'), about);
    const seen = await until(
      () => system.as('supervisor').get('figures?policy=omnichannel'),
      ({ body }) => JSON.stringify(body).includes('"subtype":"quality"'),
    );
    expect(seen.body).toMatchObject({
      figures: {
        problemTypes: expect.arrayContaining([{ ...PRODUCT, count: 1 }]) as unknown,
        troublePoints: { departments: [{ department: 'technical', count: 1 }] },
        departments: expect.arrayContaining([
          expect.objectContaining({ department: 'technical', count: 1, open: 1 }),
        ]) as unknown,
      },
    });
  });
});

describe('omnichannel/1.3-tune', () => {
  test('each quarter is analysed, and open until somebody says what is adjusted in the process', async () => {
    const { body } = await reportOf(system, 'omnichannel', '1.3-tune');
    expect(body).toMatchObject({ clause: 'omnichannel/1.3-tune', state: 'open', result: { what: 'review' } });
    const path = `duty-reports/${String(body['id'])}`;
    const text = '紧急投诉回电改由值班主管轮值';
    expect((await system.as('agent').post(`${path}/done`, { text })).status).toBe(403);
    expect((await system.as('supervisor').post(`${path}/done`, { text })).status).toBe(200);
    expect((await system.as('auditor').get(path)).body).toMatchObject({
      state: 'done',
      answer: { text, by: 'supervisor' },
    });
  });
});
