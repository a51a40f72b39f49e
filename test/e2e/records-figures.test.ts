import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import { createIntakeStore, type IntakeStore } from '../../models/intakes';
import { createNoticeStore, type NoticeKey, type NoticeStore } from '../../models/notices';
import { createRegistry, metricsText } from '../../platform/metrics';
import { registerFigures } from '../../worker/figures';
import { openDatabase, type TestDatabase } from '../models/database';
import { openVault } from '../models/vault';

let database: TestDatabase;
let connection: Connection;
let intakes: IntakeStore;
let notices: NoticeStore;
let registry: Registry;

beforeEach(async () => {
  database = await openDatabase();
  connection = database.connection;
  intakes = createIntakeStore(connection, 'Asia/Shanghai', openVault(connection).sealing);
  notices = createNoticeStore(connection);
  await database.makeIndexes();
  registry = createRegistry();
  registerFigures(registry, { intakes, notices });
});
afterEach(() => database.drop());

/** The value of a figure as Prometheus reads it. */
async function figure(name: string): Promise<number> {
  const line = (await metricsText(registry)).split('\n').find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new Error(`/metrics has no ${name}.`);
  return Number(line.split(' ')[1]);
}

async function enter(enteredAt: Date): Promise<string> {
  const { intake } = await intakes.file({
    intake: {
      kind: 'complaint',
      channel: '-',
      receivedAt: '2026-03-03T02:00:00Z',
      customer: { name: '-' },
      matter: '-',
    },
    policy: { id: 'media', version: 1 },
    filedBy: { user: 'ann', roles: ['agent'] },
    enteredAt,
  });
  return intake._id;
}

function notice(seq: number): NoticeKey {
  return { number: 'C20260303-000001', seq, template: 'assigned', recipient: 'bob', channel: 'email' };
}

test('complaints whose workflow has not begun: how many, and for how long the oldest', async () => {
  expect(await figure('redress_intakes_unstarted')).toBe(0);
  expect(await figure('redress_intakes_unstarted_oldest_seconds')).toBe(0);
  const oldest = await enter(new Date(Date.now() - 600_000));
  await enter(new Date(Date.now() - 1_000));
  expect(await figure('redress_intakes_unstarted')).toBe(2);
  expect(await figure('redress_intakes_unstarted_oldest_seconds')).toBeGreaterThanOrEqual(600);

  const session = await connection.startSession();
  await intakes.markStarted(oldest, 'run', session);
  await session.endSession();
  expect(await figure('redress_intakes_unstarted')).toBe(1);
  expect(await figure('redress_intakes_unstarted_oldest_seconds')).toBeLessThan(600);
});

test('notices that have not gone out, and those that never will', async () => {
  const at = '2026-03-03T02:00:00Z';
  const [sent, givenUp] = await notices.write([notice(1), notice(2), notice(3)], at);
  expect(await figure('redress_notices_unsent')).toBe(3);
  await notices.markSent(sent?.id ?? '', at);
  await notices.markGivenUp(givenUp?.id ?? '', at, 'refused', '550');
  expect(await figure('redress_notices_unsent')).toBe(1);
  expect(await figure('redress_notices_given_up_total')).toBe(1);
  // The same again, not one more.
  expect(await figure('redress_notices_given_up_total')).toBe(1);
});

test('what is counted by status is found in indexes that hold nothing else', async () => {
  await notices.write([notice(1)], '2026-03-03T02:00:00Z');
  for (const status of ['unsent', 'given-up']) {
    const plan = await connection.collection('notices').find({ status }).explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain(`"indexName":"${status}"`);
  }
});

test('without MongoDB the other figures are still told, and what was counted stays', async () => {
  const another = await database.connectAgain();
  const theirs = createNoticeStore(another);
  const [givenUp] = await theirs.write([notice(1)], '2026-03-03T02:00:00Z');
  await theirs.markGivenUp(givenUp?.id ?? '', '2026-03-03T02:00:00Z', 'refused');
  registry = createRegistry();
  registerFigures(registry, {
    intakes: createIntakeStore(another, 'Asia/Shanghai', openVault(another).sealing),
    notices: theirs,
  });
  expect(await figure('redress_notices_given_up_total')).toBe(1);

  await another.close();
  expect(await metricsText(registry)).toMatch(/^redress_notices_unsent Nan$/m);
  expect(await figure('redress_notices_given_up_total')).toBe(1);
  expect(await figure('process_cpu_seconds_total')).toBeGreaterThan(0);
});
