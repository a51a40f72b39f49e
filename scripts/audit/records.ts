import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { ArchiveDamagedError, type ArchiveStore } from '../../models/archives';
import type { CaseStore } from '../../models/cases';
import {
  chainProblems,
  contentHash,
  hashOfLeaf,
  type ChainProblem,
  type IdRange,
  type Leaf,
  type NumberedLeaf,
  type Proofs,
} from '../../models/proofs';
import type { TaskRecords } from '../../models/tasks/records';
import type { Finding } from './finding';
import { placeOf } from './log';
import { grouped, sideBySide, type Both } from './side-by-side';

/** The records that are looked at, and what they are compared with. */
export interface AuditedRecords {
  readonly connection: Connection;
  readonly proofs: Proofs;
  readonly cases: Pick<CaseStore, 'compare'>;
  /** Of work orders, and of corrective actions. */
  readonly tasks: { readonly workOrders: TaskRecords; readonly correctiveActions: TaskRecords };
  readonly archives: Pick<ArchiveStore, 'historyOf'>;
}

/** A stored record, as much of it as the proof looks at; all of it is hashed. */
interface StoredRecord {
  readonly _id: unknown;
  readonly number?: string;
  readonly id?: string;
  readonly workflowId?: string;
  readonly runId?: string;
  readonly seq?: number;
  readonly hash?: string;
  readonly recordedAt?: string;
}

/** One kind of record, where it is stored, and how it is compared besides. */
interface Shelf {
  readonly collection: string;
  readonly kind: Leaf['kind'];
  /** The field that names what a record is of. */
  readonly key: 'number' | 'id' | '_id';
  readonly chained: boolean;
  /** What besides hashes must agree. */
  readonly compare?: (of: string, records: readonly StoredRecord[]) => Promise<readonly Finding[]>;
}

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
  /** Undefined: all. */
  readonly of: readonly IdRange[] | undefined;
  /** Hashes of leaves, in hex, whose rows are not there. */
  readonly withoutRow: ReadonlySet<string>;
}

/** Every record against the log, and the read models against the events. */
export async function* checkedRecords(
  audited: AuditedRecords,
  { size, of, withoutRow }: Part,
  counts: Counts,
  report: () => void,
): AsyncGenerator<Finding> {
  for (const shelf of shelvesOf(audited)) {
    // The access record is one for all cases, so that it is no part of one.
    if (shelf.kind === 'access' && of) continue;
    for await (const both of inRanges(audited, shelf, size, of)) {
      counts.cases += shelf.collection === 'caseEvents' ? 1 : 0;
      counts.records += both.left.length;
      report();
      yield* hashed(shelf, both, { counts, withoutRow });
      if (shelf.compare && both.left.length > 0) yield* await shelf.compare(both.of, both.left);
    }
  }
}

function shelvesOf({ cases, tasks, archives }: AuditedRecords): readonly Shelf[] {
  return [
    {
      collection: 'caseEvents',
      kind: 'case-event',
      key: 'number',
      chained: true,
      compare: (of) => ofReadModel(of, async () => [await cases.compare(of)]),
    },
    {
      collection: 'workOrderEvents',
      kind: 'task-event',
      key: 'id',
      chained: true,
      compare: (of) => ofReadModel(of, () => tasks.workOrders.differences(of, never)),
    },
    {
      collection: 'correctiveActionEvents',
      kind: 'task-event',
      key: 'id',
      chained: true,
      compare: (of) => ofReadModel(of, () => tasks.correctiveActions.differences(of, never)),
    },
    {
      collection: 'archives',
      kind: 'run',
      key: '_id',
      chained: false,
      compare: (of, records) => ofHistories(of, records, archives),
    },
    { collection: 'accessRecord', kind: 'access', key: '_id', chained: false },
  ];
}

/** Whether a workflow runs is no matter of the proof. */
function never(): Promise<boolean> {
  return Promise.resolve(false);
}

/** One range after the other: each is read in the order of its ids. */
async function* inRanges(
  audited: AuditedRecords,
  shelf: Shelf,
  size: number,
  ranges: readonly IdRange[] | undefined,
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
  { kind, chained }: Shelf,
  { of, left, right }: Both<StoredRecord, NumberedLeaf>,
  { counts, withoutRow }: { readonly counts: Counts; readonly withoutRow: ReadonlySet<string> },
): Generator<Finding> {
  const leaves = new Map(right.map((leaf) => [leaf.seq, leaf]));
  let before: StoredRecord | undefined;
  for (const record of left) {
    const seq = chained ? (record.seq ?? 0) : 0;
    const note = (problem: string): Finding => ({ of, place: placeOf(kind, seq), problem });
    const leaf = leaves.get(seq);
    leaves.delete(seq);
    if (chained) yield* chainProblems(record, record, before).map((one) => note(CHAIN_WORDS[one]));
    const hash = chained ? record.hash : contentHash(record);
    if (leaf && leaf.hash !== hash) yield note('it is not what was put into the log');
    if (!leaf) {
      const inTree = withoutRow.size > 0 && withoutRow.has(hexOf({ kind, of, seq, hash: hash ?? '' }));
      if (inTree) yield note('its row in the log (proofLeaves) was taken out');
      else counts.notAnchored += 1;
    }
    before = record;
  }
  for (const { seq, index } of leaves.values()) {
    yield { of, place: placeOf(kind, seq), problem: `it is missing; leaf ${index} of the log has it` };
  }
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

interface ReadModelDifference {
  readonly kind: string;
  readonly problem?: string;
  readonly fields?: readonly string[];
}

/** What can't be put together is a finding; a MongoDB that does not answer is none. */
async function ofReadModel(
  of: string,
  compare: () => Promise<readonly (ReadModelDifference | undefined)[]>,
): Promise<readonly Finding[]> {
  try {
    return (await compare()).flatMap((difference) => {
      if (!difference || difference.kind.startsWith('workflow-')) return [];
      return [{ of, place: 'read model', problem: wordsOf(difference) }];
    });
  } catch (error) {
    if (error instanceof mongo.MongoError) throw error;
    const why = error instanceof Error ? error.name : 'unknown';
    return [{ of, place: 'read model', problem: `it can't be made from the events (${why})` }];
  }
}

function wordsOf({ kind, problem, fields = [] }: ReadModelDifference): string {
  switch (kind) {
    case 'read-model-missing':
      return 'it is missing';
    case 'read-model-differs':
      return `it does not say what the events say: ${fields.map((field) => `field \`${field}\``).join(', ')}`;
    case 'read-model-without-events':
      return 'it is all that is left: the events are gone';
    default:
      return `the events can't be folded: ${problem ?? kind}`;
  }
}

async function ofHistories(
  of: string,
  records: readonly StoredRecord[],
  archives: Pick<ArchiveStore, 'historyOf'>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { workflowId = '', runId = '' } of records) {
    try {
      await archives.historyOf({ workflowId, runId });
    } catch (error) {
      // The driver says so of a file that is not there.
      const isGone = error instanceof mongo.MongoRuntimeError;
      if (!isGone && !(error instanceof ArchiveDamagedError)) throw error;
      findings.push({
        of,
        place: 'archived run',
        problem: 'its history is gone, or does not match its SHA-256',
      });
    }
  }
  return findings;
}
