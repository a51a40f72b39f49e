import { contentHash, type Leaf } from './leaf';

/** Where records are, in the order in which all of them are looked through. */
export const COLLECTIONS = [
  'caseEvents',
  'workOrderEvents',
  'correctiveActionEvents',
  'archives',
  'accessRecord',
  'attachments',
] as const;
export type RecordCollection = (typeof COLLECTIONS)[number];

/** Of a record, as much as is needed to name it. */
export interface StoredRecord {
  readonly _id: unknown;
  readonly number?: string;
  readonly id?: string;
  readonly seq?: number;
  readonly hash?: string;
}

/** What the log says of a record. The hash of an event from before there were chains, or without its hash, is empty. */
export function leafOf(collection: RecordCollection, record: StoredRecord): Leaf {
  const { number = '', id = '', seq = 0, hash = '' } = record;
  switch (collection) {
    case 'caseEvents':
      return { kind: 'case-event', of: number, seq, hash };
    case 'workOrderEvents':
    case 'correctiveActionEvents':
      return { kind: 'task-event', of: id, seq, hash };
    case 'archives':
      return { kind: 'run', of: String(record._id), seq: 0, hash: contentHash(record) };
    case 'accessRecord':
      return { kind: 'access', of: String(record._id), seq: 0, hash: contentHash(record) };
    case 'attachments':
      return { kind: 'file', of: String(record._id), seq: 0, hash: contentHash(record) };
  }
}
