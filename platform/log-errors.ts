import { isNativeError } from 'node:util/types';

/** What the log keeps of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** Their messages quote the value that was refused, which may be personal. */
const quotesValues: ReadonlySet<string> = new Set([
  'CastError',
  'ValidationError',
  'ValidatorError',
  'StrictModeError',
  'ObjectParameterError',
  'ZodError',
]);

/** A chain of causes longer than this is cut. */
const MAX_CAUSES = 5;

/**
 * Describes an error for the log: type, code, message, frames of the stack, causes. Other fields of the error
 * are left out, because libraries keep the refused document or request in them.
 */
export function describeError(error: unknown): LoggedError {
  return describe(error, MAX_CAUSES);
}

function describe(error: unknown, causesLeft: number): LoggedError {
  if (!isNativeError(error))
    return { type: typeof error, message: 'Something other than an error was thrown' };
  const code = 'code' in error && isCode(error.code) ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: messageWithoutValues(error, code),
    ...(code !== undefined && { code }),
    ...(frames && frames.length > 0 && { stack: frames.join('\n') }),
    ...(error.cause !== undefined && causesLeft > 0 && { cause: describe(error.cause, causesLeft - 1) }),
  };
}

function messageWithoutValues(error: Error, code: string | number | undefined): string {
  if (quotesValues.has(error.name)) return `(message withheld: it may quote a value)${pathsOf(error)}`;
  // MongoDB's duplicate-key message quotes the key; the name of the index says enough.
  if (code === 11000) return error.message.replace(/dup key:.*$/s, 'dup key: (withheld)');
  return error.message;
}

function pathsOf(error: Error): string {
  if ('path' in error && typeof error.path === 'string') return ` at ${error.path}`;
  if ('errors' in error && typeof error.errors === 'object' && error.errors !== null) {
    return ` at ${Object.keys(error.errors).join(', ')}`;
  }
  return '';
}

function isCode(code: unknown): code is string | number {
  return typeof code === 'string' || typeof code === 'number';
}
