import { Schema } from 'mongoose';

/** One refusal: who wanted what, of which case, and how it was answered. It never holds what was sent. */
export interface AccessRecordDocument {
  readonly at: Date;
  readonly user: string;
  /** The operation; of a command, its name. */
  readonly action: string;
  /** The case's number, where it was about one. */
  readonly number?: string;
  /** The kind of problem that was answered. */
  readonly outcome: string;
  readonly requestId: string;
}

const definition = {
  at: { type: Date, required: true },
  user: { type: String, required: true },
  action: { type: String, required: true },
  number: String,
  outcome: { type: String, required: true },
  requestId: { type: String, required: true },
} as const;

export const accessRecordSchema = new Schema(definition, {
  collection: 'accessRecord',
  versionKey: false,
  strict: 'throw',
});
accessRecordSchema.index({ at: 1 });
accessRecordSchema.index({ number: 1, at: 1 });
accessRecordSchema.index({ user: 1, at: 1 });
