import { Schema } from 'mongoose';
import type { Policy } from '../../domain/policy/policy';

/** One published version of a pack: never changed, since cases run under it. */
export interface PolicyDocument {
  /** Such as `media@1`. */
  readonly _id: string;
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  /** The pack's file as written. */
  readonly source: string;
  readonly policy: Policy;
  /** Absent: it was published from a file, when a system started. */
  readonly written?: Written;
}

/** Who has published a version in the console, when, and why. `by` is a user id. */
export interface Written {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

const policyDefinition = {
  _id: { type: String, required: true },
  id: { type: String, required: true },
  version: { type: Number, required: true },
  digest: { type: String, required: true },
  source: { type: String, required: true },
  policy: Schema.Types.Mixed,
  written: { by: String, at: Date, reason: String },
} as const;

// `id` is a field of its own here, not Mongoose's other name for `_id`.
export const policySchema = new Schema(policyDefinition, {
  collection: 'policies',
  versionKey: false,
  strict: 'throw',
  minimize: false,
  id: false,
});
policySchema.index({ id: 1, version: -1 }, { unique: true });
