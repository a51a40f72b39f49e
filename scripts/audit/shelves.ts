import type { Connection } from 'mongoose';
import type { ArchiveStore } from '../../models/archives';
import type { AttachmentStore } from '../../models/attachments';
import type { CaseStore } from '../../models/cases';
import { EVENT_PLANS } from '../../models/cases/event-plans';
import { ACTION_PLANS } from '../../models/corrective-actions/plans';
import type { LeafKind, Proofs } from '../../models/proofs';
import type { RecordCollection } from '../../models/proofs/stored-record';
import type { TaskRecords } from '../../models/tasks/records';
import { WORK_ORDER_PLANS } from '../../models/work-orders/plans';
import { ofFile, ofHistories } from './contents';
import type { StoredTypes } from './field-types';
import type { Finding } from './finding';
import { entryHasPlainTexts, eventHasPlainTexts } from './plain-texts';
import { ofReadModel } from './read-models';

/** The records that are looked at, and what they are compared with. */
export interface AuditedRecords {
  readonly connection: Connection;
  readonly proofs: Proofs;
  readonly cases: Pick<CaseStore, 'compare'>;
  /** Of work orders, and of corrective actions. */
  readonly tasks: { readonly workOrders: TaskRecords; readonly correctiveActions: TaskRecords };
  readonly archives: Pick<ArchiveStore, 'historyOf'>;
  readonly attachments: Pick<AttachmentStore, 'open'>;
}

/** A stored record, as much of it as the proof looks at; all of it is hashed. */
export interface StoredRecord {
  readonly _id: unknown;
  readonly number?: string;
  readonly id?: string;
  readonly workflowId?: string;
  readonly runId?: string;
  readonly seq?: number;
  readonly hash?: string;
  readonly recordedAt?: string;
  /** Of an entry and a file, when it was made. */
  readonly at?: unknown;
  /** Of an event. */
  readonly type?: string;
  readonly payload?: unknown;
  /** Of an entry. */
  readonly reason?: unknown;
  readonly words?: unknown;
}

/** One kind of record, where it is stored, and how it is compared besides. */
export interface Shelf {
  readonly collection: RecordCollection;
  readonly kind: LeafKind;
  /** The field that names what a record is of. */
  readonly key: 'number' | 'id' | '_id';
  readonly chained: boolean;
  readonly types: StoredTypes;
  /** Whether texts that are to be sealed stand in a record as they are; undefined: there may be some. */
  readonly hasPlainTexts?: (record: StoredRecord) => boolean;
  /** What besides hashes must agree. */
  readonly compare?: (of: string, records: readonly StoredRecord[]) => Promise<readonly Finding[]>;
}

const EVENT = { recordedAt: 'text', sealed: 'bytes', _id: 'id' } as const;

/** All of them, in the order in which they are looked through. */
export function shelvesOf({
  connection,
  cases,
  tasks,
  archives,
  attachments,
}: AuditedRecords): readonly Shelf[] {
  return [
    {
      collection: 'caseEvents',
      kind: 'case-event',
      key: 'number',
      chained: true,
      types: { ...EVENT, number: 'text' },
      hasPlainTexts: (record) => eventHasPlainTexts(record, EVENT_PLANS),
      compare: (of) => ofReadModel(of, async () => [await cases.compare(of)]),
    },
    {
      collection: 'workOrderEvents',
      kind: 'task-event',
      key: 'id',
      chained: true,
      types: { ...EVENT, id: 'text' },
      hasPlainTexts: (record) => eventHasPlainTexts(record, WORK_ORDER_PLANS.events),
      compare: (of) => ofReadModel(of, () => tasks.workOrders.differences(of, never)),
    },
    {
      collection: 'correctiveActionEvents',
      kind: 'task-event',
      key: 'id',
      chained: true,
      types: { ...EVENT, id: 'text' },
      hasPlainTexts: (record) => eventHasPlainTexts(record, ACTION_PLANS.events),
      compare: (of) => ofReadModel(of, () => tasks.correctiveActions.differences(of, never)),
    },
    {
      collection: 'archives',
      kind: 'run',
      key: '_id',
      chained: false,
      types: { _id: 'text', startedAt: 'time', closedAt: 'time', gz: 'bytes' },
      compare: (of, records) => ofHistories(of, records, { connection, archives }),
    },
    {
      collection: 'accessRecord',
      kind: 'access',
      key: '_id',
      chained: false,
      types: { _id: 'id', at: 'time', sealed: 'bytes' },
      hasPlainTexts: entryHasPlainTexts,
    },
    {
      collection: 'attachments',
      kind: 'file',
      key: '_id',
      chained: false,
      types: { _id: 'text', at: 'time', sealed: 'bytes' },
      compare: (of) => ofFile(of, { connection, attachments }),
    },
  ];
}

/** Whether a workflow runs is no matter of the proof. */
function never(): Promise<boolean> {
  return Promise.resolve(false);
}
