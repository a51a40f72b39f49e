import { Schema } from 'mongoose';
import type { InferRawDocType } from 'mongoose';
import { ATTACHMENT_TYPES } from './file-types';

/** What is known of an attached file. Its content is a file in GridFS with the same id. */
const definition = {
  /** A UUID. */
  _id: { type: String, required: true },
  filename: { type: String, required: true },
  type: { type: String, enum: ATTACHMENT_TYPES, required: true },
  /** Bytes. */
  size: { type: Number, required: true },
  sha256: { type: String, required: true },
  uploadedBy: { type: String, required: true },
  at: { type: Date, required: true },
  sealed: Buffer,
} as const;

/** The name is sealed, as the content is. */
export type AttachmentDocument = Omit<InferRawDocType<typeof definition>, 'sealed'>;

export const attachmentSchema = new Schema(definition, {
  collection: 'attachments',
  versionKey: false,
  strict: 'throw',
});
