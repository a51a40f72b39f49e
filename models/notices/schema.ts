import { Schema } from 'mongoose';
import type { InferRawDocType } from 'mongoose';

/** Why a notice will not be tried again. */
export const GIVEN_UP_REASONS = [
  /** The address was refused for good, or is not one. */
  'refused',
  /** The person has no address. */
  'no-address',
  /** Nobody in the directory has the role that was to be told. */
  'nobody',
  /** There is no text for this template and audience. */
  'no-text',
  /** It could not be handed over in the time that is set for trying. */
  'too-old',
] as const;

/**
 * One notice to one recipient over one channel. It holds no personal data: names, addresses and texts are looked up
 * when it is sent, so that an address corrected meanwhile is used and an erased case leaves nothing behind here.
 */
const definition = {
  /** SHA-256 of number, seq, template, recipient and channel: what the mail server is given to drop a repeat. */
  _id: { type: String, required: true },
  number: { type: String, required: true },
  /** The event it is about. */
  seq: { type: Number, required: true },
  template: { type: String, required: true },
  /** A user id, `customer`, or the role that nobody has. */
  recipient: { type: String, required: true },
  /** User id of whoever it goes to instead, found when it was written; absent: the recipient. */
  to: String,
  /** The way there: who was away until when (ISO 8601), and who was asked for next. */
  via: {
    type: [
      {
        _id: false,
        user: { type: String, required: true },
        awayUntil: { type: String, required: true },
        next: { type: String, enum: ['deputy', 'department-lead', 'nobody'] as const, required: true },
      },
    ],
    default: undefined,
  },
  channel: { type: String, enum: ['email'] as const, required: true },
  status: { type: String, enum: ['unsent', 'sent', 'given-up'] as const, required: true },
  attempts: { type: Number, required: true },
  writtenAt: { type: Date, required: true },
  /** When it was sent or given up. */
  settledAt: Date,
  reason: { type: String, enum: GIVEN_UP_REASONS },
  /** Code of the last failure, such as `ECONNECTION` or `450`. */
  lastError: String,
} as const;

export type NoticeDocument = InferRawDocType<typeof definition>;

export const noticeSchema = new Schema(definition, {
  collection: 'notices',
  versionKey: false,
  strict: 'throw',
});
noticeSchema.index({ number: 1, seq: 1 });
// Counted by status, but nearly all are sent, and those are not asked for.
for (const status of ['unsent', 'given-up'] as const) {
  noticeSchema.index({ status: 1 }, { name: status, partialFilterExpression: { status } });
}
