import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflowCode, DefaultLogger, Worker, type NativeConnection } from '@temporalio/worker';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { Mail } from '../../activities/notify';
import type { Duty } from '../../domain/policy/duty';
import type { Policy } from '../../domain/policy/policy';
import { openDutyStores, type DutyReportDocument } from '../../models/duties';
import { ensureIndexes } from '../../models/indexes';
import { createNoticeStore } from '../../models/notices';
import { createDirectory } from '../../models/people';
import { createPolicyStore, type PolicyStore } from '../../models/policies';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { connectTemporalClient, type TemporalClient } from '../../platform/temporal';
import { installTemporalRuntime } from '../../platform/temporal-runtime';
import { connectTemporalWorker } from '../../platform/temporal-worker';
import { composeDuties } from '../../worker/compose-duties';
import { ensureDutySchedules } from '../../worker/duty-schedules';
import { testMongoUrl, testTemporal } from '../platform/servers';
import { POLICY } from './notify-case';
import { openVault } from '../models/vault';

const ZONE = 'Asia/Shanghai';
const mark = randomBytes(4).toString('hex');
const taskQueue = `duties-${mark}`;
const settings = { taskQueue, zone: ZONE };
const logger = createLogger({ logLevel: 'silent' }, 'test');
const title = { zh: '查看网络媒体', en: 'Look through net and media' };
const pack = `attraction-${mark}`;

const check: Duty = {
  id: '4.2-media',
  clause: 'attraction/4.2-media',
  title,
  what: 'media-check',
  every: 'day',
  at: '09:00',
  tell: ['supervisor'],
};
const quarterly: Duty = { ...check, id: '9-review', what: 'review', every: 'quarter', at: '08:30' };

let temporal: TemporalClient;
let connection: NativeConnection;
let mongo: MongoConnection;
let policies: PolicyStore;
let worker: Worker;
let running: Promise<void>;
const mails: Mail[] = [];

const version = (number: number, duties: readonly Duty[]): Policy => ({
  ...POLICY,
  id: pack,
  version: number,
  duties,
});
const idOf = (duty: Duty) => `duty-${pack}/${duty.id}`;
const handleOf = (duty: Duty) => temporal.client.schedule.getHandle(idOf(duty));

beforeAll(async () => {
  installTemporalRuntime(logger);
  temporal = connectTemporalClient(testTemporal(), {});
  connection = await connectTemporalWorker(testTemporal());
  mongo = await connectMongo({ mongo: { url: testMongoUrl(`duties-${mark}`) } }, logger);
  policies = createPolicyStore(mongo.connection);
  const stores = {
    policies,
    directory: createDirectory(mongo.connection),
    notices: createNoticeStore(mongo.connection),
    duties: openDutyStores(mongo.connection, openVault(mongo.connection)),
  };
  await ensureIndexes(mongo.connection);
  await stores.directory.saveUser({
    _id: 'sue',
    name: '陈静',
    roles: ['supervisor'],
    email: 'sue@example.com',
  });
  await publish(version(1, [check, quarterly]));
  worker = await Worker.create({
    connection,
    taskQueue,
    activities: composeDuties(stores, {
      mailer: { send: (mail) => Promise.resolve(void mails.push(mail)), close: () => undefined },
      logger,
      zone: ZONE,
      publicUrl: 'https://redress.example.com',
    }),
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('../../workflows/scheduled'),
      logger: new DefaultLogger('ERROR'),
    }),
  });
  running = worker.run();
}, 60_000);

afterAll(async () => {
  await ensureDutySchedules({ client: temporal.client, settings, logger }, []);
  worker.shutdown();
  await running;
  await temporal.close();
  await connection.close();
  await mongo.connection.dropDatabase();
  await mongo.close();
});

async function publish({ id, version: number, ...rules }: Policy): Promise<void> {
  await policies.publish([{ id, digest: `${mark}-${number}`, source: '', rules: { ...rules, id } }]);
}

/** Waits until so many reports of the duty are there, and then a little for one too many. */
async function reports(duty: string, count: number): Promise<DutyReportDocument[]> {
  const collection = mongo.connection.collection<DutyReportDocument>('dutyReports');
  const found = () => collection.find({ duty }).sort({ 'period.from': 1 }).toArray();
  const deadline = Date.now() + 20_000;
  while ((await found()).length < count && Date.now() < deadline) await sleep(50);
  return found();
}

async function told(count: number): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (mails.length < count && Date.now() < deadline) await sleep(50);
}

test('each duty has a schedule in the company’s zone, which makes up for everything, in its order', async () => {
  const packs = [version(1, [check, quarterly])];
  await Promise.all(
    [1, 2].map(() => ensureDutySchedules({ client: temporal.client, settings, logger }, packs)),
  );
  const daily = await handleOf(check).describe();
  expect(daily.spec.timezone).toBe(ZONE);
  expect(daily.policies).toMatchObject({ overlap: 'BUFFER_ALL', catchupWindow: 100 * 86_400_000 });
  expect(daily.spec.calendars).toMatchObject([{ hour: [{ start: 9 }], minute: [{ start: 0 }] }]);
  const { spec } = await handleOf(quarterly).describe();
  expect(spec.calendars).toMatchObject([
    {
      month: ['JANUARY', 'APRIL', 'JULY', 'OCTOBER'].map((start) => ({ start })),
      dayOfMonth: [{ start: 1 }],
      hour: [{ start: 8 }],
      minute: [{ start: 30 }],
    },
  ]);
});

test('two times that were missed give one report each, in their order, however often they are caught up', async () => {
  const backfill = {
    start: new Date('2026-03-02T00:00:00+08:00'),
    end: new Date('2026-03-04T00:00:00+08:00'),
    overlap: ScheduleOverlapPolicy.BUFFER_ALL,
  };
  await handleOf(check).backfill(backfill);
  const [first, second, ...others] = await reports(check.id, 2);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    pack,
    version: 1,
    clause: check.clause,
    period: { from: new Date('2026-03-01T16:00:00Z'), to: new Date('2026-03-02T16:00:00Z') },
    tasks: [{ kind: 'check' }],
  });
  expect(second).toMatchObject({
    period: { from: new Date('2026-03-02T16:00:00Z') },
    dueAt: new Date('2026-03-03T16:00:00Z'),
    undoneBefore: { report: first?._id, tasks: 1 },
  });
  await told(2);

  await handleOf(check).backfill(backfill);
  await untilRun(4);
  expect(await reports(check.id, 2)).toEqual([first, second]);
  expect(mails).toHaveLength(2);
  const [, last] = mails;
  expect(last?.text).toContain(`https://redress.example.com/duty-reports/${second?._id}`);
  expect(last?.text).toContain(`Of the period before, 1 still to be done: ${first?._id}`);
  const notices = await mongo.connection.collection('notices').find({ number: second?._id }).toArray();
  expect(notices).toMatchObject([{ recipient: 'sue', template: 'duty-media-check', status: 'sent' }]);
}, 60_000);

/** Waits until so many runs of the daily duty have completed. */
async function untilRun(count: number): Promise<void> {
  const query = `WorkflowType = "duty" AND TemporalScheduledById = "${idOf(check)}" AND ExecutionStatus = "Completed"`;
  const deadline = Date.now() + 20_000;
  while ((await temporal.client.workflow.count(query)).count < count) {
    if (Date.now() > deadline) throw new Error(`Fewer than ${count} runs of the duty have completed`);
    await sleep(100);
  }
}

test('one that is asked for by hand is about the period that it is', async () => {
  await handleOf(quarterly).trigger();
  const [report] = await reports(quarterly.id, 1);
  expect(report?.result).toMatchObject({
    what: 'review',
    figures: { complaints: 0 },
    before: { complaints: 0 },
  });
  expect(report?.period.to.getTime()).toBeLessThan(Date.now());
  expect(report?.dueAt.getTime()).toBeGreaterThan(Date.now());
});

test('a duty that a newer version no longer has loses its schedule, and one that has changed its time follows', async () => {
  const evening: Duty = { ...check, at: '18:30' };
  await ensureDutySchedules({ client: temporal.client, settings, logger }, [version(2, [evening])]);
  await expect(handleOf(quarterly).describe()).rejects.toThrow(/not found/i);
  const { spec } = await handleOf(check).describe();
  expect(spec.calendars).toMatchObject([{ hour: [{ start: 18 }], minute: [{ start: 30 }] }]);
});
