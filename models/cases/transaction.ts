import type { mongo } from 'mongoose';
import { SAFE } from '../write-concern';

/** All or nothing, on one state of the data, and safe before it is acknowledged. */
export const TRANSACTION: mongo.TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: SAFE,
};
