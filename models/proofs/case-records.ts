import type { Connection } from 'mongoose';
import { contentHash, type Leaf } from './leaf';
import type { IdRange } from './log';
import { storedJson } from './stored-form';

/** A record as the log has it, and as it stands in MongoDB. */
export interface CaseRecord {
  readonly leaf: Leaf;
  /** Binary as base64, without its `hash`. */
  readonly stored: Readonly<Record<string, unknown>>;
}

interface StoredRecord {
  readonly _id: unknown;
  readonly number?: string;
  readonly id?: string;
  readonly seq?: number;
  readonly hash?: string;
}

/** Events of the cases with these ids, then of work orders, then of corrective actions, each in their order, then runs. */
export async function recordsOf(
  connection: Connection,
  ids: readonly IdRange[],
): Promise<readonly CaseRecord[]> {
  const sorted = async (collection: string, key: 'number' | 'id' | 'workflowId', then: 'seq' | 'startedAt') =>
    connection
      .collection<StoredRecord>(collection)
      .find({ $or: ids.map((range) => ({ [key]: range })) })
      .sort({ [key]: 1, [then]: 1 })
      .toArray();
  const [events, orders, actions, runs] = await Promise.all([
    sorted('caseEvents', 'number', 'seq'),
    sorted('workOrderEvents', 'id', 'seq'),
    sorted('correctiveActionEvents', 'id', 'seq'),
    sorted('archives', 'workflowId', 'startedAt'),
  ]);
  return [
    ...events.map((event) => chainedRecord('case-event', event.number ?? '', event)),
    ...[...orders, ...actions].map((event) => chainedRecord('task-event', event.id ?? '', event)),
    ...runs.map((run) => ({
      leaf: { kind: 'run', of: String(run._id), seq: 0, hash: contentHash(run) } as const,
      stored: storedJson(run),
    })),
  ];
}

function chainedRecord(kind: 'case-event' | 'task-event', of: string, event: StoredRecord): CaseRecord {
  const leaf = { kind, of, seq: event.seq ?? 0, hash: event.hash ?? '' };
  return { leaf, stored: storedJson(event) };
}
