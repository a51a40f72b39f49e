import type { Payload } from '@temporalio/common';

/**
 * Why a payload was not let in.
 * `plaintext`: it came unencrypted, so not through the product's own doors.
 * `undecryptable`: it was made for another workflow, was changed on the way, or its key has been destroyed.
 */
export type Refusal = 'plaintext' | 'undecryptable';

/**
 * The value that stands in for a refused payload. Throwing would wedge the workflow for good, as the payload is
 * in its history; a value can be refused by the handler and put on the record. Workflow code may not import
 * this file and knows the name by itself: `{ "redress:refused": "plaintext" | "undecryptable" }`.
 */
export interface RefusedValue {
  readonly 'redress:refused': Refusal;
}

/** The stand-in as a payload that the default payload converter turns into a {@link RefusedValue}. */
export function refusedPayload(refusal: Refusal): Payload {
  const value: RefusedValue = { 'redress:refused': refusal };
  return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) };
}

/** Whether a decoded value stands in for a payload that was not let in. */
export function isRefusedValue(value: unknown): value is RefusedValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'redress:refused' in value &&
    (value['redress:refused'] === 'plaintext' || value['redress:refused'] === 'undecryptable')
  );
}
