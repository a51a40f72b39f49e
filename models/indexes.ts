import type { Connection } from 'mongoose';
import { ensureKeyIndex } from './case-keys';
import { keyDatabase } from './key-database';

/** Creates the indexes of every collection whose store is open on the connection. Repeating it changes nothing. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const database of [connection, keyDatabase(connection)]) {
    for (const name of database.modelNames()) await database.model(name).createIndexes();
  }
  await ensureKeyIndex(connection);
}
