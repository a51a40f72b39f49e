import { begun, filed } from '../api/support/complaints';
import { startSystem, type System } from '../api/support/system';
import { HIGHER, RECORD } from './support/attraction';
import { lastMonth, reportOf, turnedBack } from './support/intake';

let system: System;

beforeAll(async () => {
  system = await startSystem('attraction');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const VISITOR = {
  kind: 'complaint',
  policy: 'attraction',
  customer: { name: '游客李女士', phone: '13800001234' },
} as const;

describe('attraction/3.1-record', () => {
  test.each(['aboutDepartment', 'persons', 'expectation', 'origin'] as const)(
    'a record without %s is turned back',
    async (field) => {
      const { [field]: _left, ...rest } = { ...VISITOR, ...RECORD };
      expect(await turnedBack(system, rest)).toEqual([field]);
    },
  );

  test('one without time or contact too', async () => {
    const { occurredText: _when, ...rest } = RECORD;
    const nameless = { ...VISITOR, ...rest, customer: { name: '游客李女士' } };
    expect(await turnedBack(system, nameless)).toEqual(['occurredAt', 'customer.phone']);
  });

  test('so is a first reply that denies before the facts are known; a whole record is taken in', async () => {
    const record = { ...VISITOR, ...RECORD };
    expect(await turnedBack(system, { ...record, firstReply: '不可能，不是我们的责任' })).toEqual([
      'firstReply',
    ]);
    await filed(system.as('agent'), { ...record, firstReply: '我们马上调看监控' });
  });
});

describe('attraction/4.2-media', () => {
  test('every day net, media, newspapers and transferred cases are looked through; also an empty check is on record', async () => {
    const number = await begun(system.as('agent'), { ...VISITOR, ...HIGHER });
    const report = await reportOf(system, 'attraction', '4.2-media');
    expect(report.body).toMatchObject({ clause: 'attraction/4.2-media', state: 'open' });
    const office = system.as('quality-manager');
    for (const channel of ['media', 'newspapers', 'transferred']) {
      expect((await office.post('daily-checks', { channel, found: 0 })).status).toBe(201);
    }
    const found = { channel: 'net', found: 1, complaints: [number] };
    expect(await office.post('daily-checks', found)).toMatchObject({ status: 201, body: found });
    const id = String(report.body['id']);
    expect((await system.as('auditor').get(`duty-reports/${id}`)).body).toMatchObject({
      state: 'done',
      tasks: ['net', 'media', 'newspapers', 'transferred'].map((channel) => ({
        channel,
        done: { by: 'quality-manager' },
      })),
    });
    // What was found is registered, and waits for its answer within its limit.
    const { body } = await system.as('auditor').get(`complaints/${number}/clocks`);
    expect(JSON.stringify(body)).toContain('attraction/5.2-higher');
  });
});

describe('attraction/1-target', () => {
  test('without figures they are asked for; with them the month stands beside 99.8 %, of all visitors', async () => {
    const survey = {
      ...lastMonth(),
      respondents: 2000,
      satisfied: 1997,
      source: '出口问卷',
      pack: 'attraction',
    };
    expect((await system.as('quality-manager').post('surveys', survey)).status).toBe(201);
    const { body } = await reportOf(system, 'attraction', '1-target');
    expect(body).toMatchObject({
      clause: 'attraction/1-target',
      result: { what: 'target', target: 99.8, respondents: 2000, satisfied: 1997, percent: 99.85, met: true },
    });
  });
});
