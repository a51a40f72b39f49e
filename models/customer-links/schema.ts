import { Schema } from 'mongoose';

/** A code on its way. What it is stands nowhere: only its keyed digest does. */
export interface SentCode {
  readonly digest: string;
  readonly expiresAt: Date;
  readonly triesLeft: number;
}

/** The link of one case. Its token is never stored; it is made from the id and our key. */
export interface CustomerLinkDocument {
  /** 16 random bytes in hex. */
  readonly _id: string;
  /** The case's number. */
  readonly number: string;
  /** True until it is withdrawn: a case has one such link at the most. */
  readonly current?: true;
  readonly madeAt: Date;
  /** User id of the agent who made it anew; absent: made with the case. */
  readonly madeBy?: string;
  readonly expiresAt: Date;
  readonly withdrawnAt?: Date;
  readonly lastOpenedAt?: Date;
  readonly code?: SentCode;
  /** When codes were asked for, the latest last; no more than the limits look at. */
  readonly asked?: readonly Date[];
  /** When wrong codes came, the latest last; no more than the limit looks at. */
  readonly wrong?: readonly Date[];
}

const definition = {
  _id: { type: String, required: true },
  number: { type: String, required: true },
  current: Boolean,
  madeAt: { type: Date, required: true },
  madeBy: String,
  expiresAt: { type: Date, required: true },
  withdrawnAt: Date,
  lastOpenedAt: Date,
  code: { type: { digest: String, expiresAt: Date, triesLeft: Number }, _id: false },
  asked: { type: [Date], default: undefined },
  wrong: { type: [Date], default: undefined },
} as const;

export const customerLinkSchema = new Schema(definition, {
  collection: 'customerLinks',
  versionKey: false,
  strict: 'throw',
});
customerLinkSchema.index({ number: 1 }, { unique: true, partialFilterExpression: { current: true } });

/** A browser in which the code of a link was entered. */
export interface CustomerSessionDocument {
  /** SHA-256 of the token that the browser holds, in hex. */
  readonly _id: string;
  readonly link: string;
  readonly expiresAt: Date;
}

const sessionDefinition = {
  _id: { type: String, required: true },
  link: { type: String, required: true },
  expiresAt: { type: Date, required: true },
} as const;

export const customerSessionSchema = new Schema(sessionDefinition, {
  collection: 'customerSessions',
  versionKey: false,
  strict: 'throw',
});
customerSessionSchema.index({ link: 1 });
customerSessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
