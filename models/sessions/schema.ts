import { Schema } from 'mongoose';

export type SignInWay = 'password' | 'oidc';

/** Somebody who has signed in. The token that their browser holds is never stored. */
export interface SessionDocument {
  /** SHA-256 of the token, in hex. */
  readonly _id: string;
  /** By which it is listed and ended. */
  readonly id: string;
  readonly user: string;
  readonly way: SignInWay;
  /** They may do nothing but change their password: somebody else chose it. */
  readonly mustChangePassword?: boolean;
  /** What the browser called itself, shortened. */
  readonly browser?: string;
  readonly startedAt: Date;
  readonly lastUsedAt: Date;
  /** When it is over unless it is used before; MongoDB removes it some time after. */
  readonly expiresAt: Date;
  /** When it is over however much it is used. */
  readonly endsAt: Date;
}

const definition = {
  _id: { type: String, required: true },
  id: { type: String, required: true },
  user: { type: String, required: true },
  way: { type: String, required: true },
  mustChangePassword: Boolean,
  browser: String,
  startedAt: { type: Date, required: true },
  lastUsedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  endsAt: { type: Date, required: true },
} as const;

export const sessionSchema = new Schema(definition, {
  collection: 'sessions',
  versionKey: false,
  strict: 'throw',
});
sessionSchema.index({ user: 1, startedAt: -1 });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Somebody who is on their way to an OpenID provider and back. */
export interface OidcRoundDocument {
  /** SHA-256 of the state, in hex. */
  readonly _id: string;
  /** SHA-256 of what the browser was given, in hex: the answer counts in that browser only. */
  readonly browser: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Where of our own pages they wanted to go. */
  readonly returnTo: string;
  readonly expiresAt: Date;
}

const roundDefinition = {
  _id: { type: String, required: true },
  browser: { type: String, required: true },
  nonce: { type: String, required: true },
  codeVerifier: { type: String, required: true },
  returnTo: { type: String, required: true },
  expiresAt: { type: Date, required: true },
} as const;

export const oidcRoundSchema = new Schema(roundDefinition, {
  collection: 'oidcRounds',
  versionKey: false,
  strict: 'throw',
});
oidcRoundSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
