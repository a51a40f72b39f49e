import { Mongoose } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Config } from './config';
import type { Logger } from './logging';

export interface MongoConnection {
  readonly connection: Connection;
  /** Closes every socket. Operations under way end with an error. */
  close(): Promise<void>;
}

/** How long an operation looks for a primary before it fails. An election takes about as long. */
const SERVER_SELECTION_TIMEOUT_MS = 5_000;

/** A primary that has gone silent (a cut cable, a stopped process) is given up after this time. */
const SOCKET_TIMEOUT_MS = 20_000;

/** A majority write that waits longer than this is reported as a failure; it may still happen. */
const WRITE_CONCERN_TIMEOUT_MS = 10_000;

/**
 * Opens a connection of its own to the replica set, with majority writes and reads, and retryable writes.
 *
 * Indexes are not built on connecting: a rolling start would build them once a process. Each store names its
 * indexes in its schema, and the composition root calls `Model.createIndexes()` once.
 *
 * A filter with a field that its schema doesn't know throws (`strictQuery`), because MongoDB would match
 * everything or nothing. `sanitizeFilter` stays off: filters are built in `models/` from values that zod has
 * already checked to be scalars, and sanitizing would break the operators that the stores write on purpose.
 *
 * @throws if no primary is found within five seconds
 */
export async function connectMongo(config: Pick<Config, 'mongo'>, logger: Logger): Promise<MongoConnection> {
  const mongoose = new Mongoose({ strictQuery: 'throw' });
  const connection = mongoose.createConnection(config.mongo.url, {
    appName: 'redress',
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: WRITE_CONCERN_TIMEOUT_MS },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryWrites: true,
    retryReads: true,
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    connectTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    maxPoolSize: 50,
  });
  connection.on('disconnected', () =>
    logger.warn('MongoDB is out of reach; operations fail until it is back'),
  );
  connection.on('reconnected', () => logger.info('MongoDB is back'));
  connection.on('error', (error: unknown) =>
    logger.error({ err: error }, 'The connection to MongoDB reported an error'),
  );
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.destroy();
    throw new Error(
      `MongoDB was not found within ${SERVER_SELECTION_TIMEOUT_MS / 1000} s. ` +
        'Check that mongod runs as a replica set and that MONGO_URL names it.',
      { cause: error },
    );
  }
  return { connection, close: () => connection.close() };
}
