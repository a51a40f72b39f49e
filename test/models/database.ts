import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';

export interface TestDatabase {
  readonly connection: Connection;
  /** Makes the indexes of every model that is known by now, as the composition root does. */
  makeIndexes(): Promise<void>;
  drop(): Promise<void>;
}

/** A database of its own on the test server, connected as the product connects. */
export async function openDatabase(): Promise<TestDatabase> {
  const url = new URL(process.env['REDRESS_TEST_MONGO_URL'] ?? missing());
  url.pathname = `/redress-${randomUUID()}`;
  const logger = createLogger({ logLevel: 'silent' }, 'test');
  const mongo = await connectMongo({ mongo: { url: url.href } }, logger);
  const { connection } = mongo;
  return {
    connection,
    makeIndexes: async () => {
      for (const model of Object.values(connection.models)) await model.createIndexes();
    },
    drop: async () => {
      await connection.dropDatabase();
      await mongo.close();
    },
  };
}

function missing(): never {
  throw new Error('REDRESS_TEST_MONGO_URL is not set: run the suite with `npm test`, which starts a mongod.');
}
