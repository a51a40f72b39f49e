import { Schema } from 'mongoose';

export const MAIL_OUTCOMES = [
  /** It became a complaint. */
  'filed',
  /** It was added to its case as the customer's word. */
  'added',
  /** It was added to its case for agents to see, as it is not known to be the customer's. */
  'unverified',
  /** Its sender has sent too many: an operator decides. */
  'held',
  /** It could not be taken in. */
  'rejected',
  /** A machine wrote it. */
  'passed-over',
  /** Its sender had what is kept of them erased: it becomes no case any more. */
  'erased',
] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

/** In the place of a sender's digest: nobody can try addresses out on it any more. */
export const FORGOTTEN = 'forgotten';

/** What became of a mail. Nothing of what it says is in it. */
export interface MailDocument {
  /** Made of its Message-ID and its content: the same mail again is known by it. */
  readonly _id: string;
  readonly at: Date;
  readonly outcome: MailOutcome;
  /** Of the one that was rejected, held or passed over: why. */
  readonly reason?: string;
  /** The case that it became or was added to. */
  readonly number?: string;
  /**
   * A keyed digest of the sender's address: the mails of one sender can be counted, and nobody read from it. `FORGOTTEN`
   * once it, or its case, is erased.
   */
  readonly sender: string;
  /** The address as people may see it, such as `w***@example.com`. */
  readonly shownSender: string;
  /** When it left the folder in which it came. One that is held and comes back has been let through by an operator. */
  readonly movedAt?: Date;
  /** When it was last begun to make a case of one that was held. */
  readonly takenAt?: Date;
  /** Of one without a case. Absent on those that an earlier version sealed with the key of the system. */
  readonly ownKey?: true;
  readonly expiresAt: Date;
}

const definition = {
  _id: { type: String, required: true },
  at: { type: Date, required: true },
  outcome: { type: String, enum: MAIL_OUTCOMES, required: true },
  reason: String,
  number: String,
  sender: { type: String, required: true },
  shownSender: { type: String, required: true },
  sealed: Buffer,
  movedAt: Date,
  takenAt: Date,
  ownKey: Boolean,
  expiresAt: { type: Date, required: true },
} as const;

export const mailSchema = new Schema(definition, {
  collection: 'incomingMails',
  versionKey: false,
  strict: 'throw',
});
mailSchema.index({ at: -1, _id: -1 });
mailSchema.index({ outcome: 1, at: -1, _id: -1 });
mailSchema.index({ sender: 1, at: -1 });
mailSchema.index({ number: 1, at: 1 }, { partialFilterExpression: { number: { $exists: true } } });
mailSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
