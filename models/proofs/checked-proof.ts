import { createPublicKey, verify } from 'node:crypto';
import { rootOfInclusion } from '../../domain/proof/merkle';
import type { CaseProof, ProvenRecord } from './case-proof';
import { chainProblems, type ChainedRecord, type ChainProblem } from './chain-problems';
import { hashOfLeaf, isEvent, type Leaf } from './leaf';
import { sha256 } from './sha256';
import { ownerOfHead, signedText, type Statement } from './statement';

/** What can be wrong with a record of a case. */
export type RecordProblem =
  | ChainProblem
  /** The log has it, and MongoDB has it no more. */
  | 'missing'
  /** The log that was signed has something else in its place. */
  | 'not-in-log'
  /** Events after it are in the log, and its row in it was taken out. */
  | 'row-missing';

export interface RecordFinding extends Pick<Leaf, 'kind' | 'of' | 'seq'> {
  readonly problem: RecordProblem;
}

/** Whether the newest statement is signed with the key that it names, as far as MongoDB tells. */
export function isSigned({ anchor, keys }: Pick<CaseProof, 'anchor' | 'keys'>): boolean {
  if (!anchor) return true;
  const { statement, signature } = anchor;
  const pem = keys[statement.key];
  if (pem === undefined) return false;
  try {
    const text = Buffer.from(signedText(statement), 'utf8');
    return verify(null, text, createPublicKey(pem), Buffer.from(signature, 'base64'));
  } catch {
    // What stands there is no key.
    return false;
  }
}

/** What is wrong with the records of a case: each against the one before it, and against the log that was signed. */
export function findingsIn({ anchor, records, missing = [] }: CaseProof): readonly RecordFinding[] {
  const findings: RecordFinding[] = [];
  const before = new Map<string, ChainedRecord>();
  const lastAnchored = lastAnchoredOf(records);
  for (const record of records) {
    const owner = ownerOfHead(record);
    const note = (problem: RecordProblem) => findings.push({ ...placeOf(record), problem });
    if (isEvent(record.kind)) {
      const chained = chainedOf(record);
      chainProblems(chained, record.stored, before.get(owner)).forEach(note);
      before.set(owner, chained);
    }
    if (!record.proof && record.seq < (lastAnchored.get(owner) ?? 0)) note('row-missing');
    if (record.proof && anchor && !isIncluded(record, record.proof, anchor.statement)) note('not-in-log');
  }
  return [...findings, ...missing.map((leaf) => ({ ...placeOf(leaf), problem: 'missing' as const }))];
}

function placeOf({ kind, of, seq }: Leaf): Pick<Leaf, 'kind' | 'of' | 'seq'> {
  return { kind, of, seq };
}

function chainedOf({ seq, hash, stored }: ProvenRecord): ChainedRecord {
  const { recordedAt } = { recordedAt: undefined, ...stored };
  return {
    seq,
    ...(hash !== '' && { hash }),
    ...(typeof recordedAt === 'string' && { recordedAt }),
  };
}

function lastAnchoredOf(records: readonly ProvenRecord[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const record of records) if (record.proof) last.set(ownerOfHead(record), record.seq);
  return last;
}

function isIncluded(
  record: Leaf,
  { leaf, inclusion }: NonNullable<ProvenRecord['proof']>,
  { size, root }: Statement,
): boolean {
  const proof = inclusion.map((hash) => Buffer.from(hash, 'hex'));
  const made = rootOfInclusion(sha256, { leaf, size, hash: hashOfLeaf(record), proof });
  return made !== undefined && Buffer.from(made).toString('hex') === root;
}
