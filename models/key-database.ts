import type { Connection } from 'mongoose';

/**
 * The database of the keys and of what texts are found by: beside the data, so that a backup of the data holds neither.
 * What is destroyed in it is then destroyed in every backup of the data. It shares the connection, and its transactions.
 */
export function keyDatabase(connection: Connection): Connection {
  return connection.useDb(`${connection.name}-keys`, { useCache: true });
}
