import { createSecretKey, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Mongoose } from 'mongoose';
import { format, resolveConfig } from 'prettier';
import { API_VERSION, apiRoutes } from '../api/app';
import { composeApi } from '../api/compose';
import { openApiDocument } from '../api/openapi/document';
import { createCaseKeyStore } from '../models/case-keys';
import { CaseCodec, createMasterKey } from '../platform/codec';
import { loadConfig } from '../platform/config';
import { createLogger } from '../platform/logging';
import { createRegistry } from '../platform/metrics';
import { connectTemporalClient } from '../platform/temporal';

const FILE = path.join(__dirname, '..', 'docs', 'openapi.json');
const KEY_BYTES = 32;

/** Writes the OpenAPI document of the API to docs/. Nothing is connected to: the routes alone say what it holds. */
async function main(): Promise<void> {
  const config = loadConfig({
    MONGO_URL: 'mongodb://127.0.0.1/unused',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    MASTER_KEY: randomBytes(KEY_BYTES).toString('base64'),
    LOG_LEVEL: 'silent',
  });
  const connection = new Mongoose().createConnection();
  const keys = createCaseKeyStore(connection, createMasterKey(config.masterKey));
  const codec = new CaseCodec({ keys, systemKey: createSecretKey(randomBytes(KEY_BYTES)) });
  const temporal = connectTemporalClient(config, { payloadCodecs: [codec] });
  const services = composeApi({
    keys,
    secretKey: createSecretKey(randomBytes(KEY_BYTES)),
    config,
    connection,
    temporal,
    codec,
    registry: createRegistry(),
    logger: createLogger(config, 'openapi'),
    packsFolder: '',
  });
  const document = openApiDocument(apiRoutes(services), API_VERSION);
  const options = await resolveConfig(FILE);
  writeFileSync(FILE, await format(JSON.stringify(document), { ...options, parser: 'json' }));
  await temporal.close();
  process.stdout.write(`Wrote ${path.relative(process.cwd(), FILE)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
