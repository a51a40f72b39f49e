import { hashAfter } from './chain';

/** What can be wrong between a stored event and the one before it in the same case or task. */
export type ChainProblem =
  /** Another event should stand there: some are missing, or were moved. */
  | 'misplaced'
  /** It was recorded before there were hashes, or its hash was taken away. */
  | 'unhashed'
  /** Its hash is not of its content and the event before it. */
  | 'changed'
  /** It came onto the record before the event before it. */
  | 'earlier';

/** A stored event, as much of it as its chain is told by; all of it is hashed. */
export interface ChainedRecord {
  readonly seq?: number;
  readonly hash?: string;
  readonly recordedAt?: string;
}

/**
 * What is wrong between an event and the one before it.
 *
 * @param document what its hash is over, `hash` left out or not
 * @param before undefined: it should be the first
 */
export function chainProblems(
  { seq, hash, recordedAt }: ChainedRecord,
  document: object,
  before: ChainedRecord | undefined,
): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  if (seq !== (before?.seq ?? 0) + 1) problems.push('misplaced');
  if (hash === undefined && before?.hash === undefined) problems.push('unhashed');
  else if (hash !== hashOf(document, before)) problems.push('changed');
  if (before?.recordedAt !== undefined && (recordedAt ?? '') < before.recordedAt) problems.push('earlier');
  return problems;
}

/** Undefined if it holds what no record holds. */
function hashOf(document: object, before: ChainedRecord | undefined): string | undefined {
  try {
    return hashAfter(before?.hash, document);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
