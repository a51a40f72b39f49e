import type { Connection } from 'mongoose';
import type { AnchorStore } from './anchors';
import { idsOfCase } from './case-ids';
import { recordsOf } from './case-records';
import { isEvent, type Leaf, type NumberedLeaf } from './leaf';
import type { IdRange, ProofLog } from './log';
import { ownerOfHead, type Statement } from './statement';
import { MissingTileError } from './tiles';

/** Names the format of a proof; another one has another name. docs/proof.md describes it. */
export const PROOF_FORMAT = 'redress-proof/1';

/** One record with its place in the log. */
export interface ProvenRecord extends Leaf {
  /** As it stands in MongoDB, binary as base64, without its `hash`. */
  readonly stored: Readonly<Record<string, unknown>>;
  /** Absent: it is not anchored yet. */
  readonly proof?: {
    /** Its place in the log, from 0. */
    readonly leaf: number;
    /** From the leaf up (RFC 6962), hex. */
    readonly inclusion: readonly string[];
  };
}

/** What an outsider checks the records of a case by. */
export interface CaseProof {
  readonly format: typeof PROOF_FORMAT;
  readonly number: string;
  /** The newest signed statement, which the proofs lead to; absent: nothing was signed yet. */
  readonly anchor?: { readonly statement: Statement; readonly signature: string };
  /** Public keys in PEM, by what statements call them. */
  readonly keys: Readonly<Record<string, string>>;
  /** Events of the case, of its work orders, of its corrective actions, each in their order, archived runs, attached files. */
  readonly records: readonly ProvenRecord[];
  /** What the log has of them, and MongoDB has no more; absent: nothing. */
  readonly missing?: readonly NumberedLeaf[];
}

/**
 * The proof of a case, its work orders and its corrective actions, as of now; records that are not anchored yet are in it
 * without a proof.
 */
export async function proofOfCase(
  connection: Connection,
  { log, anchors }: { readonly log: ProofLog; readonly anchors: AnchorStore },
  number: string,
): Promise<CaseProof> {
  const [newest, keys, ids] = await Promise.all([
    anchors.newest(),
    anchors.keys(),
    idsOfCase(connection, number),
  ]);
  const size = newest?.statement.size ?? 0;
  // The log first: what is in it has been recorded.
  const leaves = await anchoredLeaves(log, size, ids);
  const found = await recordsOf(connection, ids);
  const inclusion = log.inclusions(size);
  const records: ProvenRecord[] = [];
  for (const { leaf, stored } of found) {
    const place = leaves.get(nameOf(leaf));
    leaves.delete(nameOf(leaf));
    records.push({ ...leaf, stored, ...(place && { proof: await proofAt(place, inclusion) }) });
  }
  const missing = [...leaves.values()];
  return {
    format: PROOF_FORMAT,
    number,
    ...(newest && { anchor: { statement: newest.statement, signature: newest.signature } }),
    keys: Object.fromEntries(keys),
    records,
    ...(missing.length > 0 && { missing }),
  };
}

/** What the log has of a case in the part of it that was signed, by what it is of. */
async function anchoredLeaves(
  log: ProofLog,
  size: number,
  ids: readonly IdRange[],
): Promise<Map<string, NumberedLeaf>> {
  const leaves = new Map<string, NumberedLeaf>();
  for (const range of ids) {
    for await (const leaf of log.ofKinds(['case-event', 'task-event', 'run', 'file'], size, range)) {
      leaves.set(nameOf(leaf), leaf);
    }
  }
  return leaves;
}

function nameOf({ kind, of, seq }: Leaf): string {
  return `${kind}/${of}/${seq}`;
}

/** Where the tree was damaged there is none: what is given then proves nothing. */
async function proofAt(
  { index }: NumberedLeaf,
  inclusion: ReturnType<ProofLog['inclusions']>,
): Promise<NonNullable<ProvenRecord['proof']>> {
  try {
    const hashes = await inclusion(index);
    return { leaf: index, inclusion: hashes.map((hash) => Buffer.from(hash).toString('hex')) };
  } catch (error) {
    if (error instanceof MissingTileError) return { leaf: index, inclusion: [] };
    throw error;
  }
}

/** The last event of each chain: of the case, and of each of its tasks. */
export function headsOf(records: readonly Leaf[]): readonly Leaf[] {
  const heads = new Map<string, Leaf>();
  for (const { kind, of, seq, hash } of records) {
    if (isEvent(kind)) heads.set(ownerOfHead({ kind, of }), { kind, of, seq, hash });
  }
  return [...heads.values()];
}
