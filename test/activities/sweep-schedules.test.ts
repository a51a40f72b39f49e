import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflowCode, DefaultLogger, Worker, type NativeConnection } from '@temporalio/worker';
import type { ArchiveActivities } from '../../activities/archive';
import type { BulkAssignActivities } from '../../activities/bulk-assign';
import type { ActionUpkeepActivities } from '../../activities/corrective-actions';
import type { ResumptionActivities } from '../../activities/retime';
import type { SweepActivities } from '../../activities/sweep';
import type { WidespreadActivities } from '../../activities/widespread';
import { createLogger } from '../../platform/logging';
import { connectTemporalClient, type TemporalClient } from '../../platform/temporal';
import { installTemporalRuntime } from '../../platform/temporal-runtime';
import { connectTemporalWorker } from '../../platform/temporal-worker';
import { ensureSchedules } from '../../worker/schedules';
import { testTemporal } from '../platform/servers';

const IDS = [
  'intake-sweep',
  'archive-histories',
  'archive-histories-whole',
  'corrective-actions',
  'rule-change-sweep',
  'widespread',
  'bulk-assign-sweep',
];
const taskQueue = `schedules-${randomBytes(4).toString('hex')}`;
const settings = { taskQueue, zone: 'Asia/Shanghai', retentionNoticeMs: 86_400_000 };
let temporal: TemporalClient;
let connection: NativeConnection;

beforeAll(async () => {
  installTemporalRuntime(createLogger({ logLevel: 'silent' }, 'test'));
  temporal = connectTemporalClient(testTemporal(), {});
  connection = await connectTemporalWorker(testTemporal());
});

const handleOf = (id: string) => temporal.client.schedule.getHandle(id);

afterAll(async () => {
  await Promise.all(IDS.map((id) => handleOf(id).delete()));
  await temporal.close();
  await connection.close();
});

test('every schedule is there once, in the company’s zone, skips overlaps, and makes little up', async () => {
  await Promise.all([1, 2, 3].map(() => ensureSchedules(temporal.client, settings)));
  for (const id of IDS) {
    const { spec, policies } = await handleOf(id).describe();
    expect(spec.timezone).toBe('Asia/Shanghai');
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 60_000 });
  }
});

test('a schedule that has changed is set right at the next start; one that is paused stays paused', async () => {
  // Temporal answers before the schedule has taken in what it was told: an update and a pause that come together may
  // be taken in the other order.
  const before = Date.now();
  await ensureSchedules(temporal.client, settings);
  const updated = async () => (await handleOf('intake-sweep').describe()).info.lastUpdatedAt?.getTime() ?? 0;
  while ((await updated()) < before) await sleep(50);
  await handleOf('intake-sweep').pause('maintenance');
  while (!(await handleOf('intake-sweep').describe()).state.paused) await sleep(50);
  await handleOf('intake-sweep').update((found) => ({
    ...found,
    spec: { intervals: [{ every: '1 day' }] },
    action: { ...found.action, taskQueue: 'elsewhere' },
  }));
  await ensureSchedules(temporal.client, settings);
  const { spec, action, state } = await handleOf('intake-sweep').describe();
  expect(spec.intervals).toMatchObject([{ every: 30_000 }]);
  expect(action).toMatchObject({ taskQueue, workflowType: 'intakeSweep' });
  expect(state.paused).toBe(true);
  await handleOf('intake-sweep').unpause();
});

test('the scheduled workflows call their activities', async () => {
  await ensureSchedules(temporal.client, settings);
  const called: string[] = [];
  const activities: Pick<BulkAssignActivities, 'resumeBulkAssignments'> &
    ArchiveActivities &
    SweepActivities &
    ActionUpkeepActivities &
    ResumptionActivities &
    WidespreadActivities = {
    resumeBulkAssignments: () => {
      called.push('bulk-assignments');
      return Promise.resolve({ resumed: 0 });
    },
    resumeRuleChanges: () => {
      called.push('rule-changes');
      return Promise.resolve({ resumed: 0 });
    },
    tendWidespread: () => {
      called.push('widespread');
      return Promise.resolve();
    },
    tendCorrectiveActions: () => {
      called.push('corrective-actions');
      return Promise.resolve({ started: 0, repeats: 0 });
    },
    archiveClosedRuns: ({ since }) => {
      called.push(since);
      return Promise.resolve({ archived: 0, lost: 0 });
    },
    sweepIntakes: () => {
      called.push('sweep');
      return Promise.resolve({ started: 0, failed: 0 });
    },
  };
  const worker = await Worker.create({
    connection,
    taskQueue,
    activities,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('../../workflows/scheduled'),
      logger: new DefaultLogger('ERROR'),
    }),
  });
  await worker.runUntil(async () => {
    await Promise.all(IDS.map((id) => handleOf(id).trigger()));
    while (new Set(called).size < IDS.length) await sleep(50);
  });
  expect([...new Set(called)].sort()).toEqual([
    'beginning',
    'bulk-assignments',
    'corrective-actions',
    'rule-changes',
    'sweep',
    'watermark',
    'widespread',
  ]);
});
