import path from 'node:path';
import { adoptKeys, createCaseKeyStore } from '../models/case-keys';
import { ensureIndexes } from '../models/indexes';
import { PackError } from '../models/policies';
import { SYSTEM_OWNER, createDataConverter, createMasterKey } from '../platform/codec';
import { ConfigError, loadConfig } from '../platform/config';
import { stopOnSignals } from '../platform/lifecycle';
import { createLogger } from '../platform/logging';
import { createRegistry } from '../platform/metrics';
import { connectMongo } from '../platform/mongo';
import { connectTemporalClient } from '../platform/temporal';
import { createApp } from './app';
import { composeApi } from './compose';
import { listen, ListenError } from './server';

const PACKS = path.join(__dirname, '..', 'policies');
/** Built beside this program. */
const CONSOLE = path.join(__dirname, '..', 'console');

/** The API process. It needs MongoDB to start; Temporal may come later. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'api');
  const mongo = await connectMongo(config, logger);
  const { connection } = mongo;
  await adoptKeys(connection);
  const keys = createCaseKeyStore(connection, createMasterKey(config.masterKey));
  const secretKey = await keys.keyFor(SYSTEM_OWNER);
  const dataConverter = await createDataConverter(keys);
  const temporal = connectTemporalClient(config, dataConverter);
  const services = composeApi({
    keys,
    secretKey,
    config,
    connection,
    temporal,
    codec: dataConverter.codec,
    registry: createRegistry(),
    logger,
    packsFolder: PACKS,
  });
  await ensureIndexes(connection);
  await services.packs.publish();
  const server = await listen(createApp(services, CONSOLE), config.http.host, config.http.port);
  services.importFiling.watch();
  const keyWatch = keys.watch();
  stopOnSignals(
    [
      { part: 'keys', close: () => keyWatch.close() },
      { part: 'imports', close: () => services.importFiling.close() },
      { part: 'live changes', close: () => services.live.close() },
      { part: 'HTTP server', close: () => server.close() },
      {
        part: 'mail server',
        close: () => {
          services.mailer.close();
          return Promise.resolve();
        },
      },
      { part: 'Temporal', close: () => temporal.close() },
      { part: 'MongoDB', close: () => mongo.close() },
    ],
    { logger, graceMs: config.shutdownGraceMs },
  );
  logger.info({ host: config.http.host, port: server.port }, 'API started');
}

main().catch((error: unknown) => {
  const told = error instanceof ConfigError || error instanceof PackError || error instanceof ListenError;
  if (told) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
