import { Schema } from 'mongoose';

/**
 * One entry: who wanted what, of which case or person, and how it was answered. Cases that were opened, searches, files
 * and lists that were taken out, refusals, signing in, what administrators do to accounts and keys, and personal data
 * that was shown on request. It never holds what was sent, but for the reason and the words of a search.
 */
export interface AccessRecordDocument {
  readonly at: Date;
  readonly user: string;
  /** The operation; of a command, its name. */
  readonly action: string;
  /** The case's number, where it was about one. */
  readonly number?: string;
  /** Of an administrator's doing, the user id or key that it was about; of a file or a task, its id. */
  readonly about?: string;
  /** Why they wanted it, in their own words. */
  readonly reason?: string;
  /** What was searched for. */
  readonly words?: string;
  /** Which personal data was shown. */
  readonly fields?: readonly string[];
  /** Of a list that was taken out, what it was cut to. */
  readonly filters?: Readonly<Record<string, string>>;
  /** The kind of problem that was answered, or `done`. */
  readonly outcome: string;
  readonly requestId: string;
}

const definition = {
  at: { type: Date, required: true },
  user: { type: String, required: true },
  action: { type: String, required: true },
  number: String,
  about: String,
  reason: String,
  words: String,
  sealed: Buffer,
  fields: { type: [String], default: undefined },
  filters: Schema.Types.Mixed,
  outcome: { type: String, required: true },
  requestId: { type: String, required: true },
} as const;

export const accessRecordSchema = new Schema(definition, {
  collection: 'accessRecord',
  versionKey: false,
  strict: 'throw',
});
accessRecordSchema.index({ at: 1, _id: 1 });
accessRecordSchema.index({ number: 1, at: 1, _id: 1 });
accessRecordSchema.index({ user: 1, at: 1, _id: 1 });
accessRecordSchema.index({ action: 1, at: 1, _id: 1 });
