import { Schema } from 'mongoose';
import type { Importance } from '../../domain/case/retention';

/** What the nightly retention means to erase, written down before it does. */
export interface RetentionPlanDocument {
  /** The day on which it was made, in the company's zone: `R20261122`. */
  readonly _id: string;
  readonly madeAt: Date;
  /** From when on it is carried out. */
  readonly dueAt: Date;
  /** When every case of it was written down; until then it may grow. */
  readonly listedAt?: Date;
  readonly finishedAt?: Date;
}

/** By which rule a case is not kept any longer. */
export interface RetentionRule {
  readonly policy: string;
  readonly version: number;
  /** The pack's time (ISO 8601 duration); absent: the version that the case was moved to since leaves it open. */
  readonly length?: string;
  readonly importance: Importance;
}

/**
 * Why a case of a plan was left as it is: a legal hold stands; somebody had it kept longer; its procedure goes on; there
 * is no record of it.
 */
export const LEFT_REASONS = ['held', 'kept-longer', 'not-archived', 'unknown'] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];

export type RetentionResult =
  | { readonly kind: 'erased'; readonly at: Date }
  | { readonly kind: 'left'; readonly why: LeftReason; readonly at: Date };

/** A case whose time of retention is over. */
export interface DueCase {
  readonly number: string;
  readonly keptUntil: Date;
  readonly rule: RetentionRule;
}

/** One case of a plan, and what came of it. */
export interface PlannedCaseDocument extends DueCase {
  /** The plan and the number. */
  readonly _id: string;
  readonly plan: string;
  readonly result?: RetentionResult;
}

const anything = Schema.Types.Mixed;

const planDefinition = {
  _id: { type: String, required: true },
  madeAt: { type: Date, required: true },
  dueAt: { type: Date, required: true },
  listedAt: Date,
  finishedAt: Date,
} as const;

export const retentionPlanSchema = new Schema(planDefinition, {
  collection: 'retentionPlans',
  versionKey: false,
  strict: 'throw',
});
retentionPlanSchema.index({ finishedAt: 1, dueAt: 1 });

const plannedCaseDefinition = {
  _id: { type: String, required: true },
  plan: { type: String, required: true },
  number: { type: String, required: true },
  keptUntil: { type: Date, required: true },
  rule: anything,
  result: anything,
} as const;

export const plannedCaseSchema = new Schema(plannedCaseDefinition, {
  collection: 'retentionPlanCases',
  versionKey: false,
  strict: 'throw',
});
plannedCaseSchema.index({ plan: 1, number: 1 });
plannedCaseSchema.index({ number: 1 });

/** The time up to which the pack has a closed case kept, in its read model. */
export const KEPT_UNTIL = 'state.closing.keepUntil';

/** Nothing but the index by which archived cases are found whose time is over. */
export const archivedUntilSchema = new Schema({}, { collection: 'cases', autoCreate: false, strict: false });
archivedUntilSchema.index(
  { [KEPT_UNTIL]: 1, _id: 1 },
  { name: 'archivedUntil', partialFilterExpression: { stage: 'archived' } },
);
