import { Schema } from 'mongoose';
import type { InferRawDocType } from 'mongoose';

/** One data key. After its destruction the document stays without the key, so that none is made anew. */
const definition = {
  /** The number of the case, or `system`. */
  _id: { type: String, required: true },
  /** Base64. Absent once destroyed. */
  wrappedKey: String,
  masterKeyVersion: { type: String, required: true },
  createdAt: { type: Date, required: true },
  destroyedAt: Date,
} as const;

export type CaseKeyDocument = InferRawDocType<typeof definition>;

export const caseKeySchema = new Schema(definition, {
  collection: 'caseKeys',
  versionKey: false,
  strict: 'throw',
});
