/** How many refused signals of a case are written down singly in one hour; the rest are counted. */
const SINGLY = 20;
const HOUR = 3_600_000;

/** Keeps a flood of refused signals from filling the record. Carried across a continue-as-new. */
export interface RefusalTally {
  readonly hour: number;
  readonly count: number;
}

export const NO_REFUSALS: RefusalTally = { hour: 0, count: 0 };

/**
 * The tally after one more refusal: whether it is written down singly, and how many of an earlier hour were not.
 *
 * @param now epoch milliseconds
 */
export function tallied(
  before: RefusalTally,
  now: number,
): { tally: RefusalTally; single: boolean; unwritten: number } {
  const hour = Math.floor(now / HOUR);
  const count = hour === before.hour ? before.count + 1 : 1;
  const unwritten = hour === before.hour ? 0 : Math.max(0, before.count - SINGLY);
  return { tally: { hour, count }, single: count <= SINGLY, unwritten };
}
