import { Schema } from 'mongoose';
import { REFUSAL_CODES, type RefusalCode } from '../../domain/case/refusal';
import type { Actor } from '../../domain/people/actor';

/** Many cases that are assigned by one request, one after the other. */
export interface BulkAssignmentDocument {
  /** The id of its workflow, too. */
  readonly _id: string;
  /** The numbers of the cases, each once, in the order in which they were named. */
  readonly numbers: readonly string[];
  readonly department: string;
  readonly handler?: string;
  /** Stands on the record of each case, too. */
  readonly reason?: string;
  /** Who asked, as they were then. */
  readonly by: Actor;
  readonly at: Date;
  /** Of what was asked for: the same key may be repeated only with the same. */
  readonly digest: string;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
}

/**
 * Why one of the cases was not assigned: the case's own refusal, there is no such case, whoever asked may not see it, its
 * procedure is not running, or it has not answered for so long that its own record has to be looked at.
 */
export type NotAssignedCode = RefusalCode | 'not-found' | 'not-allowed' | 'not-running' | 'unanswered';

export const NOT_ASSIGNED_CODES = [
  ...REFUSAL_CODES,
  'not-found',
  'not-allowed',
  'not-running',
  'unanswered',
] as const satisfies readonly NotAssignedCode[];

/** What was wrong and what to do; never holds what was sent. */
export interface NotAssigned {
  readonly code: NotAssignedCode;
  readonly message: string;
}

/** What came of one case. */
export interface AssignedCaseDocument {
  /** The bulk assignment and the number. */
  readonly _id: string;
  readonly bulk: string;
  readonly number: string;
  /** Absent: it was assigned. */
  readonly refused?: NotAssigned;
}

const anything = Schema.Types.Mixed;

const bulkAssignmentDefinition = {
  _id: { type: String, required: true },
  numbers: { type: [String], required: true },
  department: { type: String, required: true },
  handler: String,
  reason: String,
  sealed: Buffer,
  by: anything,
  at: { type: Date, required: true },
  digest: { type: String, required: true },
  startedAt: Date,
  finishedAt: Date,
} as const;

export const bulkAssignmentSchema = new Schema(bulkAssignmentDefinition, {
  collection: 'bulkAssignments',
  versionKey: false,
  strict: 'throw',
});
// Looked for every minute: those that were cut off.
bulkAssignmentSchema.index({ finishedAt: 1, at: 1 });
// Looked for when a case is erased: those that have a reason.
bulkAssignmentSchema.index({ numbers: 1 }, { partialFilterExpression: { sealed: { $exists: true } } });

const assignedCaseDefinition = {
  _id: { type: String, required: true },
  bulk: { type: String, required: true },
  number: { type: String, required: true },
  refused: anything,
} as const;

export const assignedCaseSchema = new Schema(assignedCaseDefinition, {
  collection: 'bulkAssignedCases',
  versionKey: false,
  strict: 'throw',
});
assignedCaseSchema.index({ bulk: 1, number: 1 });
