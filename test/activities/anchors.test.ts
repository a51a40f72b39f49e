import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/activity';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Worker,
  type NativeConnection,
  type WorkflowBundle,
} from '@temporalio/worker';
import { createAnchor, type AnchorActivities } from '../../activities/anchor';
import { createAccessRecord, type AccessRecord } from '../../models/access-record';
import { ANCHORED, openProofs, type Proofs } from '../../models/proofs';
import { createDeliveryStore, createWebhookStore } from '../../models/webhooks';
import { openAnchorFile } from '../../platform/anchor-file';
import { createAnchorSigner } from '../../platform/anchor-key';
import { createLogger } from '../../platform/logging';
import { NotHandedOver } from '../../platform/mail';
import { connectTemporalClient, type TemporalClient } from '../../platform/temporal';
import { installTemporalRuntime } from '../../platform/temporal-runtime';
import { connectTemporalWorker } from '../../platform/temporal-worker';
import { anchorRecords } from '../../workflows/scheduled';
import type { AnchoredAndTold } from '../../workflows/scheduled/anchor-records';
import { openDatabase, type TestDatabase } from '../models/database';
import { openVault } from '../models/vault';
import { testTemporal } from '../platform/servers';

const name = `anchors-${randomBytes(4).toString('hex')}`;
const logger = createLogger({ logLevel: 'silent' }, 'test');
const sent: string[] = [];
let mailboxIsAway = false;
let database: TestDatabase;
let proofs: Proofs;
let accessRecord: AccessRecord;
let activities: AnchorActivities;
let folder: string;
let temporal: TemporalClient;
let connection: NativeConnection;
let workflowBundle: WorkflowBundle;

beforeAll(async () => {
  installTemporalRuntime(logger);
  temporal = connectTemporalClient(testTemporal(), {});
  connection = await connectTemporalWorker(testTemporal());
  database = await openDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'redress-anchors-'));
  const webhooks = createWebhookStore(database.connection);
  const deliveries = createDeliveryStore(database.connection);
  proofs = openProofs(database.connection);
  accessRecord = createAccessRecord(database.connection, openVault(database.connection).sealing);
  await database.makeIndexes();
  await webhooks.add({
    _id: 'w1',
    kind: 'webhook',
    title: 'Somewhere',
    sealedUrl: '-',
    host: '127.0.0.1',
    secrets: [],
    events: [ANCHORED],
    roles: [],
    departments: [],
    language: 'zh',
    createdAt: new Date(),
    createdBy: 'boss',
    state: 'active',
    recent: [],
  });
  const mailer = {
    send: ({ id }: { readonly id: string }) => {
      if (mailboxIsAway) return Promise.reject(new NotHandedOver('ECONNREFUSED'));
      sent.push(id.replace(/.*-/, ''));
      return Promise.resolve();
    },
    close: () => undefined,
  };
  const signer = createAnchorSigner(generateKeyPairSync('ed25519').privateKey);
  const file = openAnchorFile(folder);
  activities = createAnchor(
    { proofs, signer, file, logger },
    { anchors: proofs.anchors, file, webhooks, deliveries, mailer, mailTo: 'auditor@example.com', logger },
  );
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows/scheduled'),
    logger: new DefaultLogger('ERROR'),
  });
  await temporal.client.schedule.create({
    scheduleId: name,
    spec: {},
    action: {
      type: 'startWorkflow',
      workflowType: anchorRecords,
      workflowId: name,
      args: [],
      taskQueue: name,
    },
  });
}, 60_000);
afterAll(async () => {
  await temporal.client.schedule.getHandle(name).delete();
  await temporal.close();
  await connection.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function somethingIsRecorded(): Promise<void> {
  await accessRecord.add({ at: new Date(), user: 'ida', action: 'search', outcome: 'done', requestId: '-' });
}

async function workerWith(which: AnchorActivities): Promise<Worker> {
  return Worker.create({ connection, taskQueue: name, activities: which, workflowBundle });
}

/** Runs of the schedule so far, the last one last. */
async function runs(): Promise<readonly string[]> {
  const { info } = await temporal.client.schedule.getHandle(name).describe();
  return info.recentActions.map(({ action }) => action.workflow.workflowId);
}

async function triggered(): Promise<string> {
  const before = (await runs()).length;
  await temporal.client.schedule.getHandle(name).trigger();
  for (;;) {
    const now = await runs();
    const last = now.at(-1);
    if (now.length > before && last !== undefined) return last;
    await sleep(50);
  }
}

function resultOf(workflowId: string): Promise<AnchoredAndTold> {
  return temporal.client.workflow.getHandle<typeof anchorRecords>(workflowId).result();
}

/** What one run says, that a whole worker carries out. */
async function anchored(): Promise<AnchoredAndTold> {
  const worker = await workerWith(activities);
  return worker.runUntil(async () => resultOf(await triggered()));
}

/** The statements that a mailbox is told of. */
async function firstsOfHours(): Promise<readonly string[]> {
  const all = (await proofs.anchors.list(0, 10)).map(({ statement }) => statement);
  const hour = (at = '') => at.slice(0, 13);
  return all
    .filter((one, index) => hour(one.at) !== hour(all[index - 1]?.at))
    .map(({ number }) => String(number));
}

async function delivered(): Promise<readonly unknown[]> {
  const found = await database.connection
    .collection('webhookDeliveries')
    .find()
    .sort({ createdAt: 1 })
    .toArray();
  return found.map(({ content }) => (/"number":(\d+)/.exec(String(content)) ?? [])[1]);
}

test('a statement of a worker that died before it told of it is told by the next, each once', async () => {
  await somethingIsRecorded();
  let died = (): void => undefined;
  const dead = new Promise<void>((resolve) => {
    died = resolve;
  });
  const dying = await workerWith({
    ...activities,
    anchorRecords: async () => {
      await activities.anchorRecords();
      died();
      throw ApplicationFailure.create({ message: 'The process was killed.', nextRetryDelay: '2 seconds' });
    },
  });
  const run = dying.runUntil(dead);
  const workflowId = await triggered();
  await run;
  expect(await delivered()).toEqual([]);
  expect(sent).toEqual([]);

  const worker = await workerWith(activities);
  const result = await worker.runUntil(() => resultOf(workflowId));
  expect(result).toMatchObject({ signed: 0, told: 1 });
  expect(await delivered()).toEqual(['1']);
  expect(sent).toEqual(['1']);
}, 30_000);

test('the next run knows what was told, and does not tell it again; another statement of the hour is not mailed', async () => {
  expect(await anchored()).toMatchObject({ signed: 0, told: 1 });
  await somethingIsRecorded();
  expect(await anchored()).toMatchObject({ signed: 1, told: 2 });
  expect(await delivered()).toEqual(['1', '2']);
  expect(sent).toEqual(await firstsOfHours());
}, 30_000);

test('where nobody knows any more what was told, statements go out once more under the same ids', async () => {
  await rm(path.join(folder, 'anchors.told'));
  sent.length = 0;
  expect(await anchored()).toMatchObject({ signed: 0, told: 2 });
  expect(await delivered()).toEqual(['1', '2']);
  expect(sent).toEqual(await firstsOfHours());
}, 30_000);

test('a mailbox that is away keeps neither the log nor webhooks waiting, and is told when it is back', async () => {
  await rm(path.join(folder, 'anchors.told'));
  sent.length = 0;
  mailboxIsAway = true;
  await somethingIsRecorded();
  const result = await anchored();
  expect(result).toMatchObject({ signed: 1 });
  expect(result).not.toHaveProperty('told');
  expect(await delivered()).toEqual(['1', '2', '3']);
  mailboxIsAway = false;
  expect(await anchored()).toMatchObject({ signed: 0, told: 3 });
  expect(sent).toEqual(await firstsOfHours());
}, 30_000);
