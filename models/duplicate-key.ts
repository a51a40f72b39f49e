import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11_000;

/** Whether MongoDB refused to store what is there already, under a unique key. */
export function isDuplicateKey(error: unknown): error is mongo.MongoServerError {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}
