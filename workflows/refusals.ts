import type { EventBodyOf } from '../domain/case/events';
import type { Refusal } from '../domain/case/refusal';

/** How many refused signals of a case are written down singly in one hour; the rest are counted. */
const SINGLY = 20;
const HOUR = 3_600_000;

/** Keeps a flood of refused signals from filling the record. Carried across a continue-as-new. */
export interface RefusalTally {
  readonly hour: number;
  readonly count: number;
}

export const NO_REFUSALS: RefusalTally = { hour: 0, count: 0 };

/** What the record says of refused signals. */
export type RefusalBody = EventBodyOf<'refused' | 'refusals-counted'>;

/**
 * What one more refused signal is on the record, and the tally after it: at the beginning of an hour how many of an
 * earlier one were not written down, then the refusal itself, unless there were too many in this hour.
 *
 * @param now epoch milliseconds
 */
export function refusalOnRecord(
  before: RefusalTally,
  now: number,
  command: string,
  { code, message }: Refusal<string, string>,
): { readonly tally: RefusalTally; readonly counted?: RefusalBody; readonly refused?: RefusalBody } {
  const hour = Math.floor(now / HOUR);
  const count = hour === before.hour ? before.count + 1 : 1;
  const unwritten = hour === before.hour ? 0 : Math.max(0, before.count - SINGLY);
  return {
    tally: { hour, count },
    ...(unwritten > 0 && { counted: { type: 'refusals-counted', payload: { count: unwritten } } }),
    ...(count <= SINGLY && { refused: { type: 'refused', payload: { command, code, message } } }),
  };
}
