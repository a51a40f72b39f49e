import { Schema } from 'mongoose';

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Somebody at an OpenID provider: the one name that never changes there. */
export interface OidcSubject {
  readonly issuer: string;
  readonly subject: string;
}

/** How a person of the directory signs in. Whoever has none of these uses API keys only. */
export interface AccountDocument {
  /** The user id. */
  readonly _id: string;
  /** Argon2id; absent for those who sign in elsewhere. */
  readonly passwordHash?: string;
  /** Somebody else knows the password, so that it has to be changed before anything else is done. */
  readonly mustChangePassword?: boolean;
  readonly passwordSetAt?: Date;
  /** User id of whoever chose the password. */
  readonly passwordSetBy?: string;
  readonly oidc?: OidcSubject;
  readonly locale?: Locale;
  readonly lastSignInAt?: Date;
}

const definition = {
  _id: { type: String, required: true },
  passwordHash: String,
  mustChangePassword: Boolean,
  passwordSetAt: Date,
  passwordSetBy: String,
  oidc: { issuer: String, subject: String },
  locale: String,
  lastSignInAt: Date,
} as const;

export const accountSchema = new Schema(definition, {
  collection: 'accounts',
  versionKey: false,
  strict: 'throw',
});
accountSchema.index(
  { 'oidc.issuer': 1, 'oidc.subject': 1 },
  { unique: true, partialFilterExpression: { 'oidc.subject': { $exists: true } } },
);

/** Wrong attempts to sign in under one user name, or from one address. */
export interface AttemptsDocument {
  /** Digest of what was typed as the user, or the address: people type passwords into the wrong field. */
  readonly _id: string;
  readonly failures: number;
  readonly lockedUntil: Date;
  /** When it is forgotten. */
  readonly forgottenAt: Date;
}

const attemptsDefinition = {
  _id: { type: String, required: true },
  failures: { type: Number, required: true },
  lockedUntil: { type: Date, required: true },
  forgottenAt: { type: Date, required: true },
} as const;

export const attemptsSchema = new Schema(attemptsDefinition, {
  collection: 'signInAttempts',
  versionKey: false,
  strict: 'throw',
});
attemptsSchema.index({ forgottenAt: 1 }, { expireAfterSeconds: 0 });
