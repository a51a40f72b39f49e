import { mongo } from 'mongoose';

/** Codes with which a member answers that is going down, coming up, or no longer the primary. */
const NOT_SERVING: ReadonlySet<number> = new Set([
  91, // ShutdownInProgress
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** Errors of a socket that the driver passes on as they are when mongod goes away in the midst of a command. */
const BROKEN_SOCKET: ReadonlySet<string> = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNABORTED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/** Whether MongoDB was out of reach, without a primary, or too slow to be sure: whatever it was may be sent again. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof mongo.MongoServerError) return isNotServing(error);
  if (error instanceof mongo.MongoError) return true;
  return error instanceof Error && 'code' in error && BROKEN_SOCKET.has(String(error.code));
}

function isNotServing(error: mongo.MongoServerError): boolean {
  return (
    error instanceof mongo.MongoWriteConcernError ||
    (typeof error.code === 'number' && NOT_SERVING.has(error.code)) ||
    error.hasErrorLabel('RetryableWriteError') ||
    error.hasErrorLabel('TransientTransactionError') ||
    error.hasErrorLabel('UnknownTransactionCommitResult')
  );
}
