import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Actor } from '../../domain/people/actor';
import { Problem } from '../problems';

/** Whose key it is; undefined for one that is not valid (any more). */
export type Authenticate = (key: string) => Promise<Actor | undefined>;

const BEARER = /^Bearer +([\w.~+/-]{1,200}=*)$/i;

/** The key that the request carries, if it carries one. */
export function keyOf(request: Request): string | undefined {
  return BEARER.exec(request.get('Authorization') ?? '')?.[1];
}

/** What a key is counted under: it can't be turned back into the key. */
export function fingerprintOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

export function unauthenticated(request: Request): Problem {
  const sent = request.get('Authorization') !== undefined;
  return new Problem(
    'unauthenticated',
    sent
      ? 'The API key is not valid, or not any more. Ask an administrator for a new one.'
      : 'Send an API key: “Authorization: Bearer rk_…”.',
    { headers: { 'WWW-Authenticate': `Bearer realm="redress"${sent ? ', error="invalid_token"' : ''}` } },
  );
}
