import { mongo } from 'mongoose';
import { isDatabaseAway } from '../../api/http/database-away';

function answer(code: number, ...labels: string[]): mongo.MongoServerError {
  return new mongo.MongoServerError({ message: 'no', code, errorLabels: labels });
}

function socketError(code: string): Error {
  return Object.assign(new Error('This socket has been ended by the other party'), { code });
}

test.each([
  ['the network failed', new mongo.MongoNetworkError('closed')],
  ['the socket broke while a command was written', socketError('EPIPE')],
  ['the socket was reset', socketError('ECONNRESET')],
  ['it is going down', answer(11_600)],
  ['it is not the primary any more', answer(10_107)],
  ['a write may be repeated', answer(1, 'RetryableWriteError')],
  ['a transaction may be repeated', answer(112, 'TransientTransactionError')],
])('MongoDB is away when %s', (_when, error) => {
  expect(isDatabaseAway(error)).toBe(true);
});

test.each([
  ['a key is there already', answer(11_000)],
  ['a file is missing', socketError('ENOENT')],
  ['something else went wrong', new TypeError('undefined is not a function')],
])('MongoDB is not away when %s', (_when, error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
