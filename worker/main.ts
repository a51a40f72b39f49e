import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createArchiveStore } from '../models/archives';
import { adoptKeys } from '../models/case-keys';
import { ensureIndexes } from '../models/indexes';
import { openProofs } from '../models/proofs';
import { createDataConverter } from '../platform/codec';
import { ConfigError, loadConfig } from '../platform/config';
import { startHealthServer } from '../platform/http-health';
import { stopOnSignals } from '../platform/lifecycle';
import { createLogger } from '../platform/logging';
import { createMailer } from '../platform/mail';
import { createRegistry, createWorkMetrics, metricsText } from '../platform/metrics';
import { connectMongo } from '../platform/mongo';
import { connectTemporalClient } from '../platform/temporal';
import { ensureNamespace, ensureSearchAttributes } from '../platform/temporal-namespace';
import { installTemporalRuntime } from '../platform/temporal-runtime';
import { connectTemporalWorker } from '../platform/temporal-worker';
import { SEARCH_ATTRIBUTES } from '../workflows/messages';
import { allActivities } from './all-activities';
import { openStores } from './compose';
import { signAfterClosing } from './compose-anchor';
import { mailHandling, openMailDesk, watchMails } from './compose-mail-in';
import { createWorker } from './create-worker';
import { composeCustomerLinks } from './customer-links';
import { keepDutySchedules } from './duty-schedules';
import { registerFigures } from './figures';
import { ensureSchedules } from './schedules';

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
  const worker = await createWorker({
    connection,
    namespace,
    taskQueue,
    dataConverter,
    workflowBundle: { code: await readFile(path.join(__dirname, '..', 'workflow-bundle.js'), 'utf8') },
    activities: allActivities({
      config,
      connection: mongo.connection,
      client,
      stores,
      archives,
      proofs,
      mailer,
      metrics: createWorkMetrics(registry),
      logger,
      customerLink,
      closed: afterClosing.closed,
    }),
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
