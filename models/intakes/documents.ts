import { Schema } from 'mongoose';
import type { Intake } from '../../domain/case/intake';
import type { Actor } from '../../domain/people/actor';

/** A complaint as it was filed: safe before its workflow has started. */
export interface IntakeDocument {
  /** The case's number. */
  readonly _id: string;
  readonly intake: Intake;
  /** The rules it runs under from its start. */
  readonly policy: { readonly id: string; readonly version: number };
  readonly filedBy: Actor;
  readonly enteredAt: Date;
  /** True until its workflow has recorded its first events. */
  readonly awaitsStart?: true;
  /** The first run of its workflow. */
  readonly startedRunId?: string;
}

/** What a caller's idempotency key stands for; forgotten after 30 days, while the intake stays. */
export interface IdempotencyKeyDocument {
  readonly caller: string;
  readonly key: string;
  /** Of the body that came with the key first. */
  readonly digest: string;
  /** The number that was given. */
  readonly number: string;
  readonly expiresAt: Date;
}

export interface CounterDocument {
  readonly _id: string;
  readonly value: number;
}

const anything = Schema.Types.Mixed;

const intakeDefinition = {
  _id: { type: String, required: true },
  intake: anything,
  sealed: Buffer,
  policy: { id: String, version: Number },
  filedBy: anything,
  enteredAt: Date,
  awaitsStart: Boolean,
  startedRunId: String,
} as const;

export const intakeSchema = new Schema(intakeDefinition, {
  collection: 'intakes',
  versionKey: false,
  strict: 'throw',
  minimize: false,
});
intakeSchema.index({ enteredAt: 1 }, { partialFilterExpression: { awaitsStart: true } });

const idempotencyKeyDefinition = {
  caller: String,
  key: String,
  digest: String,
  number: String,
  expiresAt: Date,
} as const;

export const idempotencyKeySchema = new Schema(idempotencyKeyDefinition, {
  collection: 'idempotencyKeys',
  versionKey: false,
  strict: 'throw',
});
idempotencyKeySchema.index({ caller: 1, key: 1 }, { unique: true });
idempotencyKeySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
