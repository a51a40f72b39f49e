import type { Connection } from 'mongoose';

/** Creates the indexes of every collection whose store is open on the connection. Repeating it changes nothing. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const name of connection.modelNames()) await connection.model(name).createIndexes();
}
