import type { Connection } from 'mongoose';
import { contentHash, type Leaf, type NumberedLeaf } from './leaf';
import type { ProofLog } from './log';
import type { AnchorStore } from './anchors';
import { ownerOfHead, type Statement } from './statement';
import { storedJson } from './stored-form';

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
  /** Events of the case, then those of its tasks, each in their order, then its archived runs. */
  readonly records: readonly ProvenRecord[];
}

interface StoredRecord {
  readonly _id: unknown;
  readonly number?: string;
  readonly id?: string;
  readonly seq?: number;
  readonly hash?: string;
}

/** The proof of a case and its work orders, as of now; records that are not anchored yet are in it without a proof. */
export async function proofOfCase(
  connection: Connection,
  { log, anchors }: { readonly log: ProofLog; readonly anchors: AnchorStore },
  number: string,
): Promise<CaseProof> {
  const [newest, keys] = await Promise.all([anchors.newest(), anchors.keys()]);
  const size = newest?.statement.size ?? 0;
  const records: ProvenRecord[] = [];
  for (const { leaf, stored } of await recordsOf(connection, number)) {
    const place = await placeIn(log, leaf, size);
    records.push({ ...leaf, stored, ...(place && { proof: await proofAt(log, place, size) }) });
  }
  return {
    format: PROOF_FORMAT,
    number,
    ...(newest && { anchor: { statement: newest.statement, signature: newest.signature } }),
    keys: Object.fromEntries(keys),
    records,
  };
}

async function proofAt(
  log: ProofLog,
  { index }: NumberedLeaf,
  size: number,
): Promise<NonNullable<ProvenRecord['proof']>> {
  const hashes = await log.inclusion(index, size);
  return { leaf: index, inclusion: hashes.map((hash) => Buffer.from(hash).toString('hex')) };
}

async function placeIn(log: ProofLog, leaf: Leaf, size: number): Promise<NumberedLeaf | undefined> {
  const found = (await log.leavesOf(leaf.kind, leaf.of)).find(({ seq }) => seq === leaf.seq);
  return found && found.index < size ? found : undefined;
}

async function recordsOf(connection: Connection, number: string) {
  const sorted = async (collection: string, filter: object, sort: 'number' | 'id' | 'startedAt') =>
    connection
      .collection<StoredRecord>(collection)
      .find(filter)
      .sort({ [sort]: 1, seq: 1 })
      .toArray();
  // Ids of what belongs to a case begin with its number, and go on after `-` or `/`.
  const ofCase = { $gte: `${number}-`, $lt: `${number}0` };
  const [events, orders, runs] = await Promise.all([
    sorted('caseEvents', { number }, 'number'),
    sorted('workOrderEvents', { id: ofCase }, 'id'),
    sorted('archives', { workflowId: { $gte: number, $lt: `${number}0` } }, 'startedAt'),
  ]);
  return [
    ...events.map((event) => chainedRecord('case-event', number, event)),
    ...orders.map((event) => chainedRecord('task-event', event.id ?? '', event)),
    ...runs.map((run) => ({
      leaf: { kind: 'run', of: String(run._id), seq: 0, hash: contentHash(run) } as const,
      stored: storedJson(run),
    })),
  ];
}

function chainedRecord(kind: 'case-event' | 'task-event', of: string, event: StoredRecord) {
  const leaf = { kind, of, seq: event.seq ?? 0, hash: event.hash ?? '' };
  return { leaf, stored: storedJson(event) };
}

/** The last event of each chain: of the case, and of each of its tasks. */
export function headsOf(records: readonly Leaf[]): readonly Leaf[] {
  const heads = new Map<string, Leaf>();
  for (const { kind, of, seq, hash } of records) {
    if (kind !== 'run') heads.set(ownerOfHead({ kind, of }), { kind, of, seq, hash });
  }
  return [...heads.values()];
}
