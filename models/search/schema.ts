import { Schema } from 'mongoose';

/** What one case is found by. It holds no text: without the key of the search nobody can tell one digest from another. */
export interface SearchTermsDocument {
  /** The number of the case. */
  readonly _id: string;
  /** Digests of the grams of its texts, 64 bits each. */
  readonly grams?: readonly bigint[];
  /** Digests of the customer's name, company, phone, e-mail and account, each whole. */
  readonly customer?: readonly bigint[];
  /** Those of them that are of phone, e-mail and account. */
  readonly contacts?: readonly bigint[];
}

const definition = {
  _id: { type: String, required: true },
  grams: Schema.Types.Mixed,
  customer: Schema.Types.Mixed,
  contacts: Schema.Types.Mixed,
} as const;

export const searchTermsSchema = new Schema(definition, {
  collection: 'searchTerms',
  versionKey: false,
  strict: 'throw',
});
searchTermsSchema.index({ grams: 1 });
searchTermsSchema.index({ customer: 1 });
