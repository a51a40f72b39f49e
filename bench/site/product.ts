import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import type { Policy } from '../../domain/policy/policy';
import { createCaseKeyStore } from '../../models/case-keys';
import { ensureIndexes } from '../../models/indexes';
import { createApiKeyStore } from '../../models/people';
import { loadPacks, type LoadedPack } from '../../models/policies';
import { createDataConverter, createMasterKey } from '../../platform/codec';
import { loadConfig } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { connectTemporalClient } from '../../platform/temporal';
import { demoDepartments, demoUsers } from '../../scripts/demo/people';
import { openStores, type Stores } from '../../worker/compose';
import type { Servers } from './servers';

/** The product as its API has it: its records, and a Temporal client with its codec. */
export interface Product {
  readonly client: Client;
  /** What encrypts the payloads of cases. */
  readonly codec: PayloadCodec;
  /** Without the codec, for the floor. */
  readonly bareClient: Client;
  readonly stores: Stores;
  readonly connection: MongoConnection['connection'];
  readonly taskQueue: string;
  readonly policies: Policies;
  /** API key of an agent. */
  readonly agentKey: string;
  readonly close: () => Promise<void>;
}

/** The rules that lives are lived under. */
export interface Policies {
  readonly media: Policy;
  /** Media without any notice. */
  readonly quiet: Policy;
  /** Media that tells nobody anything but that a promise is broken, so that only the breach is measured. */
  readonly breachOnly: Policy;
}

const PACKS = path.join(__dirname, '..', '..', 'policies');
const PROMISE_CLOCK = '3.3-contact';

/** Connects to the servers, and fills the directory with the people of the demo and the packs of the bench. */
export async function openProduct(servers: Servers): Promise<Product> {
  const config = loadConfig(servers.env);
  const logger = createLogger({ logLevel: 'error' }, 'bench');
  const mongo = await connectMongo(config, logger);
  const { connection } = mongo;
  await ensureIndexes(connection);
  const keys = createCaseKeyStore(connection, createMasterKey(config.masterKey));
  const dataConverter = await createDataConverter(keys);
  const temporal = connectTemporalClient(config, dataConverter);
  const bare = connectTemporalClient(config, {});
  const stores = await openStores(connection, config.companyZone, config.masterKey);
  for (const department of demoDepartments) await stores.directory.saveDepartment(department);
  for (const user of demoUsers) await stores.directory.saveUser(user);
  const policies = await publish(stores);
  const agentKey = await createApiKeyStore(connection).create({
    user: 'agent',
    roles: ['agent'],
    department: 'customer-service',
  });
  return {
    client: temporal.client,
    codec: dataConverter.codec,
    bareClient: bare.client,
    stores,
    connection,
    taskQueue: config.temporal.taskQueue,
    policies,
    agentKey,
    close: async () => {
      await Promise.all([temporal.close(), bare.close()]);
      await mongo.close();
    },
  };
}

async function publish({ policies }: Stores): Promise<Policies> {
  const departments = demoDepartments.map(({ _id }) => _id);
  const media = (await loadPacks(PACKS, departments)).find(({ id }) => id === 'media');
  if (!media) throw new Error('policies/ has no pack media.');
  const variant = (id: string, rules: Partial<LoadedPack['rules']>): LoadedPack => ({
    ...media,
    id,
    digest: id,
    rules: { ...media.rules, ...rules, id },
  });
  const quiet = variant('bench-quiet', { notices: [] });
  const breachOnly = variant('bench-breach-only', {
    notices: [],
    clocks: media.rules.clocks.map((clock) =>
      clock.id === PROMISE_CLOCK ? { ...clock, rungs: clock.rungs.filter(({ at }) => at === 100) } : clock,
    ),
  });
  await policies.publish([media, quiet, breachOnly]);
  const published = async (id: string): Promise<Policy> => {
    const policy = await policies.current(id);
    if (!policy) throw new Error(`The pack ${id} was not published.`);
    return policy;
  };
  return {
    media: await published('media'),
    quiet: await published('bench-quiet'),
    breachOnly: await published('bench-breach-only'),
  };
}
