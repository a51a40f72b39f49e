import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { temporal as protocol } from '@temporalio/proto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import type { NativeConnection, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createArchive, type ArchiveInput, type ArchiveResult } from '../../activities/archive';
import { archiveRun } from '../../activities/archive/archive-run';
import { createArchiveStore, type ArchiveStore } from '../../models/archives';
import { ensureIndexes } from '../../models/indexes';
import { historyOf, readableHistory } from '../../platform/archived-history';
import { createDataConverter, decodeHistory, failureConverterPath } from '../../platform/codec';
import type { EncryptingDataConverter } from '../../platform/codec';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { connectTemporalClient, type TemporalClient } from '../../platform/temporal';
import { installTemporalRuntime } from '../../platform/temporal-runtime';
import { connectTemporalWorker } from '../../platform/temporal-worker';
import { KeysInMemory } from '../platform/keys-in-memory';
import { testMongoUrl, testTemporal } from '../platform/servers';
import { archiveProbeChain, archiveProbeWaiting, goOn } from './archive-workflows';

const TYPES = [archiveProbeChain.name, archiveProbeWaiting.name];
const SECRET = '投诉内容CANARY';
const quiet = new DefaultLogger('ERROR');
const logger = createLogger({ logLevel: 'silent' }, 'test');
const config = testTemporal();
const taskQueue = `archive-${randomBytes(4).toString('hex')}`;

let mongo: MongoConnection;
let archives: ArchiveStore;
let temporal: TemporalClient;
let client: Client;
let connection: NativeConnection;
let dataConverter: EncryptingDataConverter;
let workflowBundle: WorkflowBundleWithSourceMap;
let sequence = 0;
/** A case of three runs that came to its end. */
let chain: string;
/** A case that was terminated. */
let terminated: string;

beforeAll(async () => {
  installTemporalRuntime(logger);
  mongo = await connectMongo({ mongo: { url: testMongoUrl('activities_archive') } }, logger);
  archives = createArchiveStore(mongo.connection);
  await ensureIndexes(mongo.connection);
  dataConverter = await createDataConverter(new KeysInMemory());
  temporal = connectTemporalClient(config, dataConverter);
  client = temporal.client;
  connection = await connectTemporalWorker(config);
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: require.resolve('./archive-workflows'),
    failureConverterPath,
    logger: quiet,
  });
  chain = newNumber();
  terminated = newNumber();
  await closeCases();
});

afterAll(async () => {
  await Promise.all([temporal.close(), mongo.close()]);
  await connection.close();
});

beforeEach(async () => {
  await mongo.connection.collection('archives').deleteMany({});
  await mongo.connection.collection('archiveWatermarks').deleteMany({});
});

function archiveOnce(since: ArchiveInput['since'] = 'watermark', store = archives): Promise<ArchiveResult> {
  const { archiveClosedRuns } = createArchive({ client, archives: store, logger, workflowTypes: TYPES });
  return new MockActivityEnvironment({}, { logger: quiet }).run(archiveClosedRuns, { since });
}

/** Brings both cases to their ends; they are in visibility when it returns. */
async function closeCases(): Promise<void> {
  const worker = await Worker.create({ connection, workflowBundle, taskQueue, dataConverter });
  await worker.runUntil(async () => {
    const waiting = await client.workflow.start(archiveProbeWaiting, {
      workflowId: terminated,
      taskQueue,
      args: [SECRET],
    });
    const handle = await client.workflow.start(archiveProbeChain, {
      workflowId: chain,
      taskQueue,
      args: [SECRET, 2],
    });
    for (const round of [1, 2, 3]) await inItsRun(chain, round).then(() => handle.signal(goOn, SECRET));
    await handle.result();
    await waiting.terminate('no longer needed');
  });
  await listed(chain, 3);
  await listed(terminated, 1);
}

const runsSeen = new Map<string, Set<string>>();

/** Waits until the workflow is in the run of this round, so that each signal reaches a run of its own. */
async function inItsRun(workflowId: string, round: number): Promise<void> {
  const seen = runsSeen.get(workflowId) ?? new Set<string>();
  runsSeen.set(workflowId, seen);
  while (seen.size < round) {
    seen.add((await client.workflow.getHandle(workflowId).describe()).runId);
    await sleep(20);
  }
}

/** Visibility lists a run some time after it has closed. */
async function listed(workflowId: string, runs: number): Promise<void> {
  const query = `WorkflowId = '${workflowId}' AND ExecutionStatus != 'Running'`;
  while ((await client.workflow.count(query)).count < runs) await sleep(50);
}

function newNumber(): string {
  sequence += 1;
  return `C20261122-${process.pid}${String(Date.now()).slice(-6)}${sequence}`;
}

describe('archiving', () => {
  it('keeps every run of a chain and a terminated run, whole, and encrypted as they are', async () => {
    expect(await archiveOnce()).toEqual({ archived: 4, lost: 0 });

    const runs = await archives.runsOf(chain);
    expect(runs.map(({ status }) => status)).toEqual(['continued-as-new', 'continued-as-new', 'completed']);
    expect(runs.map(({ previousRunId }) => previousRunId)).toEqual([
      undefined,
      runs[0]?.runId,
      runs[1]?.runId,
    ]);
    const [ended] = await archives.runsOf(terminated);
    expect(ended).toMatchObject({ status: 'terminated', type: archiveProbeWaiting.name });

    for (const run of [...runs, ...(ended ? [ended] : [])]) {
      const kept = (await archives.historyOf(run)) ?? Buffer.alloc(0);
      const live = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
      expect(readableHistory(protocol.api.history.v1.History.decode(kept))).toEqual(readableHistory(live));
      expect(kept.includes(SECRET)).toBe(false);
      expect(kept.length).toBe(run.bytes);
    }
  });

  it('changes nothing when it finds a run again', async () => {
    await archiveOnce();
    const before = await mongo.connection.collection('archives').find().sort({ _id: 1 }).toArray();
    expect(await archiveOnce()).toEqual({ archived: 0, lost: 0 });
    expect(await archiveOnce('beginning')).toEqual({ archived: 0, lost: 0 });
    expect(await mongo.connection.collection('archives').find().sort({ _id: 1 }).toArray()).toEqual(before);
  });

  it('finds a run that visibility listed after the watermark had passed it', async () => {
    await archiveOnce();
    await mongo.connection.collection('archives').deleteMany({ workflowId: chain });
    // Within the overlap.
    expect(await archiveOnce()).toEqual({ archived: 3, lost: 0 });

    await mongo.connection.collection('archives').deleteMany({ workflowId: chain });
    await archives.moveWatermark(new Date(Date.now() + 3_600_000).toISOString());
    expect(await archiveOnce()).toEqual({ archived: 0, lost: 0 });
    expect(await archiveOnce('beginning')).toEqual({ archived: 3, lost: 0 });
  });

  it('follows a chain back to its beginning, whether or not the earlier runs are listed', async () => {
    const last = (await client.workflow.getHandle(chain).describe()).runId;
    expect(await archiveRun(client, archives, { workflowId: chain, runId: last })).toBe('archived');
    expect(await archives.runsOf(chain)).toHaveLength(3);
  });

  it('leaves the watermark where it is while one run cannot be kept, and keeps the others', async () => {
    const unlucky: ArchiveStore = {
      ...archives,
      keep: (run, history) =>
        run.workflowId === terminated ? Promise.reject(new Error('no room')) : archives.keep(run, history),
    };
    await expect(archiveOnce('watermark', unlucky)).rejects.toMatchObject({ type: 'RunsNotArchived' });
    expect(await archives.watermark()).toBeUndefined();
    expect(await archives.runsOf(chain)).toHaveLength(3);

    await archiveOnce();
    expect(await archives.runsOf(terminated)).toHaveLength(1);
    expect(await archives.watermark()).toBeDefined();
  });

  it('does not take a run that is still open for a closed one', async () => {
    const workflowId = newNumber();
    const { firstExecutionRunId: runId } = await client.workflow.start(archiveProbeWaiting, {
      workflowId,
      taskQueue,
      args: [SECRET],
    });
    expect(await archiveRun(client, archives, { workflowId, runId })).toBe('incomplete');
    expect(
      await archiveRun(client, archives, { workflowId, runId: '00000000-0000-4000-8000-000000000000' }),
    ).toBe('lost');
    await client.workflow.getHandle(workflowId).terminate('end of the test');
  });
});

describe('reading', () => {
  it('gives the chain back in clear, in a form that replays', async () => {
    await archiveOnce();
    const runs = await historyOf(chain, archives, (workflowId, history) =>
      decodeHistory(dataConverter.codec, { namespace: config.temporal.namespace, workflowId }, history),
    );
    expect(runs).toHaveLength(3);
    for (const { history } of runs) {
      const text = JSON.stringify(history);
      expect(text).toContain(Buffer.from(JSON.stringify(SECRET)).toString('base64'));
      await Worker.runReplayHistory({ workflowBundle, replayName: chain }, history, chain);
    }
  });
});
