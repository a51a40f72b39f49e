import { Schema } from 'mongoose';
import type { Actor } from '../../domain/people/actor';

/** What an administrator changed: the company's calendar, or the version of a pack under which cases run. */
export type ChangedRules =
  | { readonly kind: 'calendar'; readonly version: number }
  | {
      readonly kind: 'pack';
      readonly id: string;
      readonly toVersion: number;
      /** The numbers of the cases; absent: every open case of the pack. */
      readonly cases?: readonly string[];
    };

/** A change of the rules on its way to the cases that it concerns. */
export interface RuleChangeDocument {
  /** The id of its workflow, too. */
  readonly _id: string;
  readonly rules: ChangedRules;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
}

export type ConcernedStatus = 'pending' | 'done' | 'failed';

/** One case that a change concerns. */
export interface ConcernedCaseDocument {
  /** The change and the number. */
  readonly _id: string;
  readonly change: string;
  readonly number: string;
  readonly status: ConcernedStatus;
}

const anything = Schema.Types.Mixed;

const ruleChangeDefinition = {
  _id: { type: String, required: true },
  rules: anything,
  reason: { type: String, required: true },
  by: anything,
  at: { type: Date, required: true },
  startedAt: Date,
  finishedAt: Date,
} as const;

export const ruleChangeSchema = new Schema(ruleChangeDefinition, {
  collection: 'ruleChanges',
  versionKey: false,
  strict: 'throw',
});

const concernedCaseDefinition = {
  _id: { type: String, required: true },
  change: { type: String, required: true },
  number: { type: String, required: true },
  status: { type: String, enum: ['pending', 'done', 'failed'], required: true },
} as const;

export const concernedCaseSchema = new Schema(concernedCaseDefinition, {
  collection: 'concernedCases',
  versionKey: false,
  strict: 'throw',
});
concernedCaseSchema.index({ change: 1, status: 1, number: 1 });
