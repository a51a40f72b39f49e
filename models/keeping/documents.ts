import { Schema } from 'mongoose';

/** Somebody says why something is done, and when. */
export interface Decided {
  /** A user id; `redress` where the retention of the pack decided. */
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** As long as one stands, nothing of the case is erased. */
export interface LegalHold extends Decided {
  /** A UUID. */
  readonly id: string;
  readonly lifted?: Decided;
}

/** What stays of an erased case besides its structure: who decided, when, and why. */
export interface Erasure extends Decided {
  /** Absent: it was decided, and is still to be carried out. */
  readonly finishedAt?: Date;
}

/**
 * Whether a case may be erased, and whether it was. Both in one document, so that a hold and an erasure that come at the
 * same moment can't both be taken: each is one write that the other rules out. The reasons are about the decision and
 * stay when the case is erased; the doors ask to leave the customer out of them.
 */
export interface CaseKeepingDocument {
  /** The case's number. */
  readonly _id: string;
  /** In the order in which they were placed. */
  readonly holds: readonly LegalHold[];
  /** How many of the holds are not lifted. */
  readonly standing: number;
  readonly erasure?: Erasure;
}

const anything = Schema.Types.Mixed;

const definition = {
  _id: { type: String, required: true },
  holds: anything,
  standing: { type: Number, required: true },
  erasure: anything,
} as const;

export const caseKeepingSchema = new Schema(definition, {
  collection: 'caseKeeping',
  versionKey: false,
  strict: 'throw',
});
caseKeepingSchema.index({ _id: 1, standing: 1 }, { partialFilterExpression: { standing: { $gt: 0 } } });
caseKeepingSchema.index(
  { 'erasure.finishedAt': 1 },
  { partialFilterExpression: { 'erasure.at': { $exists: true } } },
);
