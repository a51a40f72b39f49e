import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Worker } from '@temporalio/worker';
import { createArchive } from '../../../activities/archive';
import { createApp } from '../../../api/app';
import { composeApi } from '../../../api/compose';
import { listen, type HttpServer } from '../../../api/server';
import { createArchiveStore } from '../../../models/archives';
import { createCaseKeyStore, type CaseKeyStore } from '../../../models/case-keys';
import { createAttachmentUse } from '../../../models/attachment-use';
import { createErasure } from '../../../models/erasure';
import { ensureIndexes } from '../../../models/indexes';
import { createApiKeyStore, createDirectory } from '../../../models/people';
import { openProofs } from '../../../models/proofs';
import {
  SYSTEM_OWNER,
  createDataConverter,
  createMasterKey,
  type EncryptingDataConverter,
} from '../../../platform/codec';
import { loadConfig, type Config } from '../../../platform/config';
import { runEnder } from '../../../platform/end-runs';
import { createLogger } from '../../../platform/logging';
import { createMailer } from '../../../platform/mail';
import { createRegistry, createWorkMetrics } from '../../../platform/metrics';
import { connectMongo, type MongoConnection } from '../../../platform/mongo';
import { createSmsGateway } from '../../../platform/sms';
import { connectTemporalClient, type TemporalClient } from '../../../platform/temporal';
import { ensureNamespace, ensureSearchAttributes } from '../../../platform/temporal-namespace';
import { connectTemporalWorker } from '../../../platform/temporal-worker';
import { demoDepartments, demoUsers } from '../../../scripts/demo/people';
import { composeActivities, openStores } from '../../../worker/compose';
import { composeAnchor } from '../../../worker/compose-anchor';
import { composeBulkAssign } from '../../../worker/compose-bulk-assign';
import { composeReplies } from '../../../worker/compose-mail-in';
import { composeRetention } from '../../../worker/compose-retention';
import { composeRuleChanges } from '../../../worker/compose-rule-changes';
import { createWorker } from '../../../worker/create-worker';
import { composeCustomerLinks } from '../../../worker/customer-links';
import {
  ARCHIVED_CASE,
  CASE_WORKFLOWS,
  CORRECTIVE_ACTION,
  SEARCH_ATTRIBUTES,
  WORK_ORDER,
} from '../../../workflows/messages';
import { openGate, type Gate } from '../../platform/gate';
import { testMongoUrl, testTemporal } from '../../platform/servers';
import { ApiClient } from './client';

const PACKS = path.join(__dirname, '..', '..', '..', 'policies');
const DAY_MS = 86_400_000;

/** The API over a real MongoDB and a real Temporal, with a real worker beside it. */
export interface System {
  readonly url: string;
  readonly mongo: MongoConnection;
  readonly temporal: TemporalClient;
  readonly config: Config;
  readonly services: ReturnType<typeof composeApi>;
  /** Between the API and Temporal; the worker goes another way. */
  readonly gate: Gate;
  /** The API as one of the demo company's people sees it. */
  as(user: string): ApiClient;
  keyOf(user: string): string;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
  /** As `close`, but the database stays. */
  stop(): Promise<void>;
}

/** Starts everything under a database and a namespace of its own. */
export async function startSystem(name: string, settings: NodeJS.ProcessEnv = {}): Promise<System> {
  const { temporal: server } = testTemporal();
  const dataDir = await mkdtemp(path.join(tmpdir(), `redress-api-${name}-`));
  const gate = await openGate(Number(server.address.split(':').at(-1)));
  const config = loadConfig({
    MONGO_URL: testMongoUrl(`api-${name}-${process.pid}`),
    TEMPORAL_ADDRESS: `127.0.0.1:${gate.port}`,
    TEMPORAL_NAMESPACE: `api-${name}-${randomUUID().slice(0, 8)}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
    PORT: '0',
    RATE_LIMIT_PER_MINUTE: '100000',
    ...settings,
  });
  const direct: Config = { ...config, temporal: { ...config.temporal, address: server.address } };
  const logger = createLogger(config, 'api');
  const mongo = await connectMongo(config, logger);
  const keys = createCaseKeyStore(mongo.connection, createMasterKey(config.masterKey));
  const dataConverter = await createDataConverter(keys);
  const temporal = connectTemporalClient(config, dataConverter);
  const { namespace } = config.temporal;
  // A second goes by until a new namespace is usable, in which the database is prepared.
  const usable = ensureNamespace(temporal.connection, namespace, DAY_MS).then(() =>
    ensureSearchAttributes(temporal.connection, namespace, SEARCH_ATTRIBUTES),
  );
  const apiKeys = await makeCompany(config);
  const services = composeApi({
    keys,
    secretKey: await keys.keyFor(SYSTEM_OWNER),
    config,
    connection: mongo.connection,
    temporal,
    codec: dataConverter.codec,
    registry: createRegistry(),
    logger,
    packsFolder: PACKS,
  });
  await ensureIndexes(mongo.connection);
  await services.packs.publish();
  await usable;
  const http: HttpServer = await listen(createApp(services), '127.0.0.1', config.http.port);
  const url = `http://127.0.0.1:${http.port}`;
  let running: RunningWorker | undefined;

  const stopWorker = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  const keyOf = (user: string): string => {
    const key = apiKeys.get(user);
    if (key === undefined) throw new Error(`${user} is not of the demo company`);
    return key;
  };
  return {
    url,
    mongo,
    temporal,
    config,
    services,
    gate,
    keyOf,
    as: (user) => new ApiClient(url, keyOf(user)),
    startWorker: async () => {
      running ??= await runWorker(direct, dataConverter, keys);
    },
    stopWorker,
    close: () => end(() => mongo.connection.dropDatabase()),
    stop: () => end(() => Promise.resolve()),
  };

  async function end(drop: () => Promise<unknown>): Promise<void> {
    await stopWorker();
    await services.live.close();
    await http.close();
    await temporal.close();
    await gate.shut();
    await drop();
    await mongo.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Over a connection of its own: each of a process's connections opens a store once. */
async function makeCompany(config: Config): Promise<Map<string, string>> {
  const mongo = await connectMongo(config, createLogger(config, 'test'));
  const { connection } = mongo;
  const directory = createDirectory(connection);
  const apiKeys = createApiKeyStore(connection);
  for (const department of demoDepartments) await directory.saveDepartment(department);
  const keys = new Map<string, string>();
  for (const user of demoUsers) {
    await directory.saveUser(user);
    const { _id, roles, department } = user;
    keys.set(
      _id,
      await apiKeys.create({ user: _id, roles, ...(department !== undefined && { department }) }),
    );
  }
  await mongo.close();
  return keys;
}

interface RunningWorker {
  stop(): Promise<void>;
}

async function runWorker(
  config: Config,
  dataConverter: EncryptingDataConverter,
  keys: CaseKeyStore,
): Promise<RunningWorker> {
  const connection = await connectTemporalWorker(config);
  const logger = createLogger(config, 'worker');
  const mongo = await connectMongo(config, logger);
  const stores = await openStores(mongo.connection, config.companyZone, config.masterKey);
  const customerLink = composeCustomerLinks(mongo.connection, config, stores.secretKey);
  const temporal = connectTemporalClient(config, dataConverter);
  const worker: Worker = await createWorker({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: config.temporal.taskQueue,
    dataConverter,
    workflowBundle: { code: await readFile(process.env['REDRESS_TEST_BUNDLE'] ?? '', 'utf8') },
    activities: {
      ...composeActivities(stores, {
        mailer: createMailer(config.mail),
        ...(config.customers.sms && { sms: createSmsGateway(config.customers.sms) }),
        customerLink,
        ...(config.mail.imap && { replies: composeReplies(stores.secretKey, config.mail.imap) }),
        logger,
        metrics: createWorkMetrics(createRegistry()),
        zone: config.companyZone,
        publicUrl: config.http.publicUrl,
      }),
      ...composeRuleChanges(stores, temporal.client, { taskQueue: config.temporal.taskQueue, logger }),
      ...composeRetention(mongo.connection, stores, {
        eraseTexts: createErasure({
          ...stores,
          keys,
          attachmentUse: createAttachmentUse(mongo.connection),
        }),
        endRuns: runEnder(temporal.client),
        mailer: createMailer(config.mail),
        logger,
        zone: config.companyZone,
        publicUrl: config.http.publicUrl,
      }),
      ...createArchive({
        client: temporal.client,
        archives: createArchiveStore(mongo.connection),
        logger,
        workflowTypes: [...CASE_WORKFLOWS, ARCHIVED_CASE, WORK_ORDER, CORRECTIVE_ACTION],
      }),
      ...composeAnchor(openProofs(mongo.connection), stores, {
        settings: config.anchors,
        mailer: createMailer(config.mail),
        logger,
      }),
      ...composeBulkAssign(stores, temporal.client, {
        taskQueue: config.temporal.taskQueue,
        logger,
      }),
    },
    maxCachedWorkflows: 100,
    maxConcurrentActivities: 20,
    shutdownGraceMs: 1_000,
  });
  const ended = worker.run();
  return {
    stop: async () => {
      worker.shutdown();
      await ended;
      await temporal.close();
      await connection.close();
      await mongo.close();
    },
  };
}
