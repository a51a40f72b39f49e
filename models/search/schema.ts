import { Schema } from 'mongoose';

/** What the texts of one case are found by. It holds no text: without the master key nobody can tell a gram from another. */
export interface SearchTermsDocument {
  /** The number of the case. */
  readonly _id: string;
  /** Digests of grams, 64 bits each. */
  readonly grams: readonly bigint[];
}

const definition = {
  _id: { type: String, required: true },
  grams: Schema.Types.Mixed,
} as const;

export const searchTermsSchema = new Schema(definition, {
  collection: 'searchTerms',
  versionKey: false,
  strict: 'throw',
});
searchTermsSchema.index({ grams: 1 });
