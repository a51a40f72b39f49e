import { mongo } from 'mongoose';

/** All or nothing, on one state of the data, and safe before it is acknowledged. */
export const TRANSACTION: mongo.TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: new mongo.WriteConcern('majority', undefined, true),
};
