import { Schema } from 'mongoose';
import type {
  ActionStage,
  ActionTerms,
  CorrectiveAction,
} from '../../domain/corrective-action/corrective-action';
import { taskEventSchema } from '../tasks/event-schema';

/** The read model of one corrective action. */
export interface ActionDocument {
  readonly _id: string;
  readonly revision: number;
  readonly department: string;
  readonly stage: ActionStage;
  readonly cases: readonly string[];
  /** The earliest due time of the clocks that run; absent when none does. */
  readonly dueAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly state: CorrectiveAction;
  /** All alike: what is due first comes first. */
  readonly turn: number;
  /** `dueAt`, or the end of time. */
  readonly dueOrder: Date;
}

/** A corrective action as it was issued without a case: safe before its workflow has started. */
export interface IssueDocument {
  /** The number that it was given. */
  readonly _id: string;
  readonly terms: ActionTerms;
  readonly issuedAt: Date;
  /** True until Temporal has taken it in. */
  readonly awaitsStart?: true;
}

const definition = {
  _id: { type: String, required: true },
  revision: { type: Number, required: true },
  department: String,
  stage: String,
  cases: [String],
  dueAt: Date,
  createdAt: Date,
  updatedAt: Date,
  state: Schema.Types.Mixed,
  sealed: Buffer,
  turn: Number,
  dueOrder: Date,
} as const;

export const actionSchema = new Schema(definition, {
  collection: 'correctiveActions',
  versionKey: false,
  strict: 'throw',
  minimize: false,
});
actionSchema.index({ turn: 1, dueOrder: 1, _id: 1 });
actionSchema.index({ department: 1, turn: 1, dueOrder: 1, _id: 1 });
actionSchema.index({ cases: 1 });
actionSchema.index({ department: 1 }, { name: 'watched', partialFilterExpression: { stage: 'watching' } });

export const actionEventSchema = taskEventSchema('correctiveActionEvents');

const issueDefinition = {
  _id: { type: String, required: true },
  terms: Schema.Types.Mixed,
  sealed: Buffer,
  issuedAt: Date,
  awaitsStart: Boolean,
} as const;

export const issueSchema = new Schema(issueDefinition, {
  collection: 'correctiveActionIssues',
  versionKey: false,
  strict: 'throw',
  minimize: false,
});
issueSchema.index({ issuedAt: 1 }, { partialFilterExpression: { awaitsStart: true } });
