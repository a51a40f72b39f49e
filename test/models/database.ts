import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { ensureIndexes } from '../../models/indexes';
import { keyDatabase } from '../../models/key-database';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';

export interface TestDatabase {
  readonly connection: Connection;
  /** Makes the indexes of every model that is known by now, as the composition root does. */
  makeIndexes(): Promise<void>;
  /** Another connection to it, as another process has one. */
  connectAgain(): Promise<Connection>;
  drop(): Promise<void>;
}

/** A database of its own on the test server, connected as the product connects. */
export async function openDatabase(): Promise<TestDatabase> {
  const url = new URL(process.env['REDRESS_TEST_MONGO_URL'] ?? missing());
  url.pathname = `/redress-${randomUUID()}`;
  const logger = createLogger({ logLevel: 'silent' }, 'test');
  const connect = () => connectMongo({ mongo: { url: url.href } }, logger);
  const first = await connect();
  const { connection } = first;
  const others: MongoConnection[] = [];
  return {
    connection,
    connectAgain: async () => {
      const other = await connect();
      others.push(other);
      return other.connection;
    },
    makeIndexes: async () => {
      await ensureIndexes(connection);
    },
    drop: async () => {
      await keyDatabase(connection).dropDatabase();
      await connection.dropDatabase();
      for (const one of [first, ...others]) await one.close();
    },
  };
}

function missing(): never {
  throw new Error('REDRESS_TEST_MONGO_URL is not set: run the suite with `npm test`, which starts a mongod.');
}
