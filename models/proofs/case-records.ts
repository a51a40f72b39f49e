import type { Connection } from 'mongoose';
import type { Leaf } from './leaf';
import type { IdRange } from './log';
import { storedJson } from './stored-form';
import { leafOf, type RecordCollection, type StoredRecord } from './stored-record';

/** A record as the log has it, and as it stands in MongoDB. */
export interface CaseRecord {
  readonly leaf: Leaf;
  /** Binary as base64, without its `hash`. */
  readonly stored: Readonly<Record<string, unknown>>;
}

/** Events of the cases with these ids, then of work orders, then of corrective actions, each in their order, then runs, then files. */
export async function recordsOf(
  connection: Connection,
  ids: readonly IdRange[],
): Promise<readonly CaseRecord[]> {
  const sorted = async (
    collection: RecordCollection,
    key: 'number' | 'id' | 'workflowId' | '_id',
    then: 'seq' | 'startedAt' | 'at',
  ): Promise<readonly CaseRecord[]> => {
    const found = await connection
      .collection<StoredRecord>(collection)
      .find({ $or: ids.map((range) => ({ [key]: range })) })
      .sort({ [key]: 1, [then]: 1 })
      .toArray();
    return found.map((record) => ({ leaf: leafOf(collection, record), stored: storedJson(record) }));
  };
  const parts = await Promise.all([
    sorted('caseEvents', 'number', 'seq'),
    sorted('workOrderEvents', 'id', 'seq'),
    sorted('correctiveActionEvents', 'id', 'seq'),
    sorted('archives', 'workflowId', 'startedAt'),
    sorted('attachments', '_id', 'at'),
  ]);
  return parts.flat();
}
