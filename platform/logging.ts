import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Config } from './config';
import { describeError } from './log-errors';

export type { Logger } from 'pino';

/**
 * Fields that may hold personal data. Code does not log them; this is the second net for the day when it does.
 * Numbers of cases and ids of users stay: they name nobody.
 */
const personalFields = [
  'name',
  'company',
  'phone',
  'email',
  'account',
  'customer',
  'matter',
  'expectation',
  'text',
  'content',
  'reaction',
  'reason',
  'statement',
  'comment',
  'suggestions',
  'note',
  'to',
  'subject',
  'body',
  'authorization',
  'cookie',
  'password',
  'token',
];

/** The deepest nesting that is searched for personal fields. */
const REDACTION_DEPTH = 4;

/**
 * Makes the logger of one component: JSON lines with an ISO time, personal fields replaced by `[personal]`,
 * errors without the values that caused them.
 *
 * @param component what writes: `api`, `worker`, `mongo`…
 * @param destination standard output unless given
 */
export function createLogger(
  config: Pick<Config, 'logLevel'>,
  component: string,
  destination: DestinationStream = pino.destination({ fd: 1, sync: false }),
): Logger {
  return pino(
    {
      level: config.logLevel,
      base: { component, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError, error: describeError },
      redact: { paths: redactedPaths(), censor: '[personal]' },
    },
    destination,
  );
}

function redactedPaths(): string[] {
  return personalFields.flatMap((field) =>
    Array.from({ length: REDACTION_DEPTH }, (_, depth) => `${'*.'.repeat(depth)}${field}`),
  );
}
