import { Schema } from 'mongoose';
import type { InferRawDocType } from 'mongoose';

/** How a run of a workflow ended. */
export const RUN_STATUSES = [
  'completed',
  'failed',
  'timed-out',
  'cancelled',
  'terminated',
  'continued-as-new',
] as const;

/** One run of a workflow with its whole history. Its payloads are encrypted with the key of the case, as in Temporal. */
const definition = {
  /** `workflowId/runId`. */
  _id: { type: String, required: true },
  workflowId: { type: String, required: true },
  runId: { type: String, required: true },
  /** The run that continued as this one. */
  previousRunId: String,
  type: { type: String, required: true },
  status: { type: String, enum: RUN_STATUSES, required: true },
  startedAt: { type: Date, required: true },
  closedAt: { type: Date, required: true },
  /** The number of events. */
  events: { type: Number, required: true },
  /** The size of the history before it was compressed. */
  bytes: { type: Number, required: true },
  /** SHA-256 of the history before it was compressed, in hex. */
  sha256: { type: String, required: true },
  /** The history, compressed. Absent where it is too large for a document: then it is a file of the same id. */
  gz: Buffer,
} as const;

export type ArchivedRunDocument = InferRawDocType<typeof definition>;

export const archivedRunSchema = new Schema(definition, {
  collection: 'archives',
  versionKey: false,
  strict: 'throw',
});
archivedRunSchema.index({ workflowId: 1, startedAt: 1 });

const watermark = {
  _id: { type: String, required: true },
  closedAt: { type: Date, required: true },
} as const;

export type WatermarkDocument = InferRawDocType<typeof watermark>;

export const watermarkSchema = new Schema(watermark, {
  collection: 'archiveWatermarks',
  versionKey: false,
  strict: 'throw',
});
