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

const words = { subject: { type: String, required: true }, text: { type: String, required: true } } as const;

/**
 * One notice to one recipient. It holds nothing of a customer: names, addresses and texts are looked up when it is sent,
 * so that an address corrected meanwhile is used and an erased case leaves nothing behind here. What staff are told is
 * kept, as they read it in the console too; it names the case, its clocks and colleagues, and nothing that people wrote.
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
  channel: { type: String, enum: ['email', 'sms'] as const, required: true },
  status: { type: String, enum: ['unsent', 'waiting', 'sent', 'given-up'] as const, required: true },
  attempts: { type: Number, required: true },
  writtenAt: { type: Date, required: true },
  /** When it was sent or given up. */
  settledAt: Date,
  reason: { type: String, enum: GIVEN_UP_REASONS },
  /** Code of the last failure, such as `ECONNECTION` or `450`. */
  lastError: String,
  /** User id of who reads it in the console; absent: the customer's, or nobody's. */
  reader: String,
  /** What it says there. */
  said: { type: { zh: words, en: words }, _id: false },
  /** There until the reader has read it. */
  unread: Boolean,
  readAt: Date,
  /** Of one that waits: the end of the quiet hours, or when the digest goes out. */
  notBefore: Date,
  /** Of one that waits: when it is tried next. */
  tryAt: Date,
  /** It goes out in one mail with the others of its reader. */
  digest: Boolean,
} as const;

export type NoticeDocument = InferRawDocType<typeof definition>;

/** What every notice goes through, as the driver writes it. */
export interface NoticeProgress {
  readonly _id: string;
  readonly status: NoticeDocument['status'];
  readonly attempts: number;
  readonly settledAt?: Date;
  readonly reader?: string;
  readonly said?: NoticeDocument['said'];
  readonly unread?: boolean;
}

export const noticeSchema = new Schema(definition, {
  collection: 'notices',
  versionKey: false,
  strict: 'throw',
});
noticeSchema.index({ number: 1, seq: 1 });
noticeSchema.index({ reader: 1, writtenAt: -1, _id: -1 });
noticeSchema.index({ reader: 1, unread: 1 }, { partialFilterExpression: { unread: true } });
noticeSchema.index({ tryAt: 1 }, { partialFilterExpression: { status: 'waiting' } });
// Counted by status, but nearly all are sent, and those are not asked for.
for (const status of ['unsent', 'given-up'] as const) {
  noticeSchema.index({ status: 1 }, { name: status, partialFilterExpression: { status } });
}
