import { isDate } from 'node:util/types';
import {
  chainProblems,
  contentHash,
  hashOfLeaf,
  type ChainProblem,
  type IdRange,
  type Leaf,
  type NumberedLeaf,
} from '../../models/proofs';
import { mistypedFields } from './field-types';
import type { Finding } from './finding';
import { placeOf } from './log';
import { withoutEvents } from './read-models';
import { shelvesOf, type AuditedRecords, type Shelf, type StoredRecord } from './shelves';
import { grouped, sideBySide, type Both } from './side-by-side';

/** What was looked at so far. */
export interface Counts {
  cases: number;
  records: number;
  /** Recorded, and not in the log yet, or not in a part of it that was signed. */
  notAnchored: number;
}

/** Which records are looked at, and what is known of the log. */
export interface Part {
  /** How many of its leaves were signed. */
  readonly size: number;
  /** When the last of them were, ISO 8601; undefined: none. */
  readonly signedAt: string | undefined;
  /** Undefined: all. */
  readonly of: readonly IdRange[] | undefined;
  /** Hashes of leaves, in hex, whose rows are not there. */
  readonly withoutRow: ReadonlySet<string>;
}

/** Every record against the log, and the read models against the events. */
export async function* checkedRecords(
  audited: AuditedRecords,
  part: Part,
  counts: Counts,
  report: () => void,
): AsyncGenerator<Finding> {
  for (const shelf of shelvesOf(audited)) {
    // The access record is one for all cases, so that it is no part of one.
    if (shelf.kind === 'access' && part.of) continue;
    for await (const both of inRanges(audited, shelf, part)) {
      counts.cases += shelf.collection === 'caseEvents' ? 1 : 0;
      counts.records += both.left.length;
      report();
      yield* hashed(shelf, both, { counts, part });
      if (shelf.compare && both.left.length > 0) yield* await shelf.compare(both.of, both.left);
    }
  }
  yield* withoutEvents(audited.connection, part.of);
}

/** One range after the other: each is read in the order of its ids. */
async function* inRanges(
  audited: AuditedRecords,
  shelf: Shelf,
  { size, of: ranges }: Part,
): AsyncGenerator<Both<StoredRecord, NumberedLeaf>> {
  for (const of of ranges ?? [undefined]) yield* recordsAndLeaves(audited, shelf, size, of);
}

function recordsAndLeaves(
  { connection, proofs }: AuditedRecords,
  { collection, kind, key, chained }: Shelf,
  size: number,
  of: IdRange | undefined,
): AsyncGenerator<Both<StoredRecord, NumberedLeaf>> {
  const records = connection
    .collection<StoredRecord>(collection)
    .find(of ? { [key]: of } : {})
    .sort({ [key]: 1, ...(chained && { seq: 1 }) });
  const leaves = proofs.log.ofKinds([kind], size, of);
  return sideBySide(
    grouped(records, (record) => String(record[key])),
    grouped(isOf(leaves, collection), (leaf) => leaf.of),
  );
}

/** Work orders and corrective actions are of one kind in the log, and know each other by their ids. */
async function* isOf(leaves: AsyncIterable<NumberedLeaf>, collection: string): AsyncGenerator<NumberedLeaf> {
  for await (const leaf of leaves) {
    if (leaf.kind === 'task-event' && leaf.of.includes('-W') !== (collection === 'workOrderEvents')) continue;
    yield leaf;
  }
}

function* hashed(
  { kind, chained, types, hasPlainTexts }: Shelf,
  { of, left, right }: Both<StoredRecord, NumberedLeaf>,
  { counts, part }: { readonly counts: Counts; readonly part: Part },
): Generator<Finding> {
  const leaves = new Map<number, NumberedLeaf>();
  yield* onlyOnce(of, right, leaves);
  let before: StoredRecord | undefined;
  for (const record of left) {
    const seq = chained ? (record.seq ?? 0) : 0;
    const note = (problem: string): Finding => ({ of, place: placeOf(kind, seq), problem });
    const leaf = leaves.get(seq);
    leaves.delete(seq);
    for (const field of mistypedFields(record, types)) yield note(`field \`${field}\` is of another type`);
    if (hasPlainTexts?.(record) === true) yield note(PLAIN);
    if (chained) yield* chainProblems(record, record, before).map((one) => note(CHAIN_WORDS[one]));
    const hash = chained ? record.hash : contentHash(record);
    if (leaf && leaf.hash !== hash) yield note('it is not what was put into the log');
    if (!leaf) {
      const problem = whyNotInLog(record, { kind, of, seq, hash: hash ?? '' }, part);
      if (problem !== undefined) yield note(problem);
      else counts.notAnchored += 1;
    }
    before = record;
  }
  for (const { seq, index } of leaves.values()) {
    yield { of, place: placeOf(kind, seq), problem: `it is missing; leaf ${index} of the log has it` };
  }
}

const PLAIN = 'its texts are not sealed: no server wrote it so, it was made up or changed';

/** A record has one leaf: a second one was made by taking the first out of its rows, and the record was another by then. */
function* onlyOnce(
  of: string,
  all: readonly NumberedLeaf[],
  leaves: Map<number, NumberedLeaf>,
): Generator<Finding> {
  for (const leaf of all) {
    const other = leaves.get(leaf.seq);
    if (!other || leaf.index < other.index) leaves.set(leaf.seq, leaf);
    if (!other) continue;
    const both = [other.index, leaf.index].sort((one, another) => one - another).join(' and ');
    const problem = `the log has it twice, as leaves ${both}: it was deleted and recorded anew`;
    yield { of, place: placeOf(leaf.kind, leaf.seq), problem };
  }
}

/** Undefined: there is no reason but that it came after the last statement. */
function whyNotInLog(record: StoredRecord, leaf: Leaf, { withoutRow, signedAt }: Part): string | undefined {
  if (withoutRow.size > 0 && withoutRow.has(hexOf(leaf))) {
    return 'its row in the log (proofLeaves) was taken out';
  }
  if (signedAt === undefined || !isLong(recordedAt(record), signedAt)) return undefined;
  return 'it says that it was recorded more than a day before the last statement, and no statement has it';
}

/** What waits for a worker to come back may be recorded with the time at which it began to wait. */
const WAITING_MS = 24 * 60 * 60 * 1000;

function isLong(from: string | undefined, to: string): boolean {
  return from !== undefined && Date.parse(to) - Date.parse(from) > WAITING_MS;
}

/** ISO 8601; undefined of what does not say so, and of an event from before there were chains. */
function recordedAt({ recordedAt: ofEvent, at, hash }: StoredRecord): string | undefined {
  if (hash !== undefined) return ofEvent;
  return isDate(at) ? at.toISOString() : undefined;
}

const CHAIN_WORDS: Readonly<Record<ChainProblem, string>> = {
  misplaced: 'it stands where another event should: some before it are missing, or it was moved',
  unhashed: 'it has no hash: it was recorded before there were any, or its hash was taken away',
  changed: 'its hash is not of its content and the event before it',
  earlier: 'it came onto the record before the event before it',
};

function hexOf(leaf: Leaf): string {
  return Buffer.from(hashOfLeaf(leaf)).toString('hex');
}
