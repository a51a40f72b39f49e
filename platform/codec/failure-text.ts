import type { Payload } from '@temporalio/common';

// The SDK puts the message and the stack trace of a failure into a payload of this form when the failure
// converter is told to encode them (`failure-converter.ts`).

const WITHHELD = {
  message: 'The text of this failure was withheld: the key of its case could not be had when it happened',
  stack_trace: '',
};

/** What a failure says when its own text cannot be encrypted with the key of its case. */
export function withheldFailureText(): Payload {
  return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(WITHHELD)) };
}

/** Whether a payload that is not encrypted yet, or no longer, holds the text of a failure and nothing else. */
export function isFailureText(payload: Payload): boolean {
  if (Buffer.from(payload.metadata?.['encoding'] ?? []).toString() !== 'json/plain') return false;
  const json = Buffer.from(payload.data ?? []).toString('utf8');
  if (!json.startsWith('{"message":')) return false;
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).every((field) => field === 'message' || field === 'stack_trace');
}
