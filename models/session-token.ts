import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const FORM = /^[\w-]{43}$/;

/** A new secret by which a browser is known; only its digest is ever kept. */
export function newToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** Whether it could be one: what could not need not be looked up. */
export function isToken(text: string): boolean {
  return FORM.test(text);
}

/** By which a token is found, so that the time it takes says nothing about one that is nearly right. SHA-256 in hex. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
