import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createArchive } from '../activities/archive';
import { createSendDue } from '../activities/notify';
import { createActionUpkeep } from '../activities/corrective-actions';
import { createSweep } from '../activities/sweep';
import { createArchiveStore } from '../models/archives';
import { adoptKeys } from '../models/case-keys';
import { createAttachmentUse } from '../models/attachment-use';
import { createErasure } from '../models/erasure';
import { ensureIndexes } from '../models/indexes';
import { openProofs } from '../models/proofs';
import { createDataConverter, createSecretTexts } from '../platform/codec';
import { ConfigError, loadConfig } from '../platform/config';
import { startHealthServer } from '../platform/http-health';
import { stopOnSignals } from '../platform/lifecycle';
import { runEnder } from '../platform/end-runs';
import { createLogger } from '../platform/logging';
import { createMailer } from '../platform/mail';
import { createRegistry, createWorkMetrics, metricsText } from '../platform/metrics';
import { connectMongo } from '../platform/mongo';
import { connectTemporalClient } from '../platform/temporal';
import { ensureNamespace, ensureSearchAttributes } from '../platform/temporal-namespace';
import { installTemporalRuntime } from '../platform/temporal-runtime';
import { connectTemporalWorker } from '../platform/temporal-worker';
import { createSmsGateway } from '../platform/sms';
import { webhookNetworks } from '../platform/webhook-address';
import {
  ARCHIVED_CASE,
  CASE_WORKFLOWS,
  CORRECTIVE_ACTION,
  SEARCH_ATTRIBUTES,
  WORK_ORDER,
} from '../workflows/messages';
import { composeActivities, openStores } from './compose';
import { composeAnchor, signAfterClosing } from './compose-anchor';
import { composeBulkAssign } from './compose-bulk-assign';
import { composeReplies, mailHandling, openMailDesk, watchMails } from './compose-mail-in';
import { composeRetention } from './compose-retention';
import { composeRuleChanges } from './compose-rule-changes';
import { composeWidespread } from './compose-widespread';
import { actionWorkflows } from './corrective-actions';
import { createWorker } from './create-worker';
import { composeCustomerLinks } from './customer-links';
import { keepDutySchedules } from './duty-schedules';
import { registerFigures } from './figures';
import { ensureSchedules } from './schedules';
import { caseStarter } from './start-filed-case';

/** The worker process: every workflow and activity, its health and its figures. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'worker');
  const metricsPort = await freePort();
  installTemporalRuntime(logger, metricsPort);
  const registry = createRegistry();

  const mongo = await connectMongo(config, logger);
  await adoptKeys(mongo.connection);
  const stores = await openStores(mongo.connection, config.companyZone, config.masterKey);
  const { keys } = stores;
  const archives = createArchiveStore(mongo.connection);
  const customerLink = composeCustomerLinks(mongo.connection, config, stores.secretKey);
  registerFigures(registry, stores);

  const dataConverter = await createDataConverter(keys, (refused) =>
    logger.warn({ refused }, 'A payload could not be read, and is refused'),
  );
  const { client, ...temporal } = connectTemporalClient(config, dataConverter);
  const { namespace, taskQueue } = config.temporal;
  await ensureNamespace(temporal.connection, namespace, config.temporal.historyRetentionMs);
  await ensureSearchAttributes(temporal.connection, namespace, SEARCH_ATTRIBUTES);

  const mailer = createMailer(config.mail);
  const { imap } = config.mail;
  const mailDesk =
    imap && openMailDesk({ connection: mongo.connection, stores, config, imap, client, mailer, logger });
  const proofs = openProofs(mongo.connection);
  await ensureIndexes(mongo.connection);
  const connection = await connectTemporalWorker(config);
  const afterClosing = signAfterClosing(client, logger);
  const caseActivities = composeActivities(stores, {
    closed: afterClosing.closed,
    mailer,
    logger,
    metrics: createWorkMetrics(registry),
    zone: config.companyZone,
    publicUrl: config.http.publicUrl,
    customerLink,
    ...(config.customers.sms && { sms: createSmsGateway(config.customers.sms) }),
    ...(imap && { replies: composeReplies(stores.secretKey, imap) }),
  });
  const worker = await createWorker({
    connection,
    namespace,
    taskQueue,
    dataConverter,
    workflowBundle: { code: await readFile(path.join(__dirname, '..', 'workflow-bundle.js'), 'utf8') },
    activities: {
      ...caseActivities,
      ...composeWidespread(stores, client, {
        notify: (input) => caseActivities.notify(input),
        mailer,
        logger,
        publicUrl: config.http.publicUrl,
      }),
      ...composeAnchor(proofs, stores, { settings: config.anchors, mailer, logger }),
      ...createArchive({
        client,
        archives,
        logger,
        workflowTypes: [...CASE_WORKFLOWS, ARCHIVED_CASE, WORK_ORDER, CORRECTIVE_ACTION],
      }),
      ...createSendDue({
        notices: stores.notices,
        directory: stores.directory,
        mailer,
        logger,
        zone: config.companyZone,
        linkToNotices: config.http.publicUrl,
        webhooks: stores.webhooks,
        deliveries: stores.deliveries,
        secrets: createSecretTexts(stores.secretKey),
        networks: webhookNetworks(config.webhookNetworks),
      }),
      ...composeRetention(mongo.connection, stores, {
        eraseTexts: createErasure({
          ...stores,
          keys,
          attachmentUse: createAttachmentUse(mongo.connection),
        }),
        endRuns: runEnder(client),
        mailer,
        logger,
        zone: config.companyZone,
        publicUrl: config.http.publicUrl,
      }),
      ...composeRuleChanges(stores, client, { taskQueue, logger }),
      ...composeBulkAssign(stores, client, { taskQueue, logger }),
      ...createSweep({
        intakes: stores.intakes,
        isRecorded: async (number) => (await stores.cases.eventsOf(number, 0, 1)).length > 0,
        startCase: caseStarter(client, taskQueue, stores.policies),
        logger,
      }),
      ...createActionUpkeep({
        actions: stores.correctiveActions,
        ...actionWorkflows(client, taskQueue),
        logger,
      }),
    },
    maxCachedWorkflows: config.worker.maxCachedWorkflows,
    maxConcurrentActivities: config.worker.maxConcurrentActivities,
    shutdownGraceMs: config.shutdownGraceMs,
  });
  const running = worker.run();
  const keyWatch = keys.watch();
  const settings = {
    taskQueue,
    zone: config.companyZone,
    retentionNoticeMs: config.retentionNoticeMs,
  };
  await ensureSchedules(client, settings);
  const duties = await keepDutySchedules({ client, policies: stores.policies, settings, logger });

  const mailbox = mailDesk && watchMails(mailHandling(mailDesk), imap, logger);

  const health = await startHealthServer({
    host: config.http.host,
    port: config.worker.port,
    checks: {
      mongodb: async () => mongo.connection.db?.admin().ping(),
      temporal: async () => connection.workflowService.getSystemInfo({}),
      worker: () =>
        worker.getState() === 'RUNNING' ? Promise.resolve() : Promise.reject(new Error(worker.getState())),
    },
    metrics: () => metricsText(registry, metricsPort),
    logger,
  });
  logger.info({ port: health.port, taskQueue }, 'Worker started');

  stopOnSignals(
    [
      { part: 'mailbox', close: async () => mailbox?.close() },
      { part: 'schedules of duties', close: () => duties.close() },
      {
        part: 'worker',
        close: async () => {
          worker.shutdown();
          await running;
        },
      },
      { part: 'keys', close: () => keyWatch.close() },
      {
        part: 'signing after closings',
        close: () => {
          afterClosing.stop();
          return Promise.resolve();
        },
      },
      { part: 'mailer', close: () => mailer.close() },
      { part: 'health server', close: () => health.close() },
      {
        part: 'Temporal',
        close: () => Promise.all([temporal.close(), connection.close()]).then(() => undefined),
      },
      { part: 'MongoDB', close: () => mongo.close() },
    ],
    { logger, graceMs: config.shutdownGraceMs + 5_000 },
  );
  await running;
}

/** The SDK's figures are served on a port of their own on loopback, from where `/metrics` collects them. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
