import type { Request } from 'express';
import type { Actor } from '../../domain/people/actor';
import type { CustomerLinkDocument } from '../../models/customer-links';
import type { KeyScope } from '../../models/people';
import type { SessionDocument } from '../../models/sessions';
import { Problem } from '../problems';

/** How somebody showed who they are. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly scope: KeyScope }
  | { readonly kind: 'session'; readonly session: SessionDocument }
  | LinkCredentials;

/** The customer of one case. */
export interface LinkCredentials {
  readonly kind: 'link';
  readonly link: CustomerLinkDocument;
  /** Whether its code was entered in this browser. */
  readonly entered: boolean;
}

/** Who asks, and by what. */
export interface Caller {
  readonly actor: Actor;
  readonly via: Credentials;
  /** What their requests are counted under; it can't be turned back into a key. */
  readonly countedAs: string;
  /** Whether the same credentials would still let them in now. */
  readonly isStillIn: () => Promise<boolean>;
}

/** Whose credentials they are; undefined for those that are not valid (any more). */
export interface Identify {
  byKey(key: string): Promise<Caller | undefined>;
  /** @param inUse whether this is a use that keeps the session going */
  bySession(token: string, inUse: boolean): Promise<Caller | undefined>;
  /**
   * @param session what the browser was given when the code was entered in it
   * @throws {Problem} `link-over` if it was ours once
   */
  byLink(token: string, session: string | undefined): Promise<Caller | undefined>;
}

/** Who asks where nobody has to say. */
export const STRANGER: Caller = {
  actor: { user: 'anonymous', roles: [] },
  via: { kind: 'none' },
  countedAs: 'stranger',
  isStillIn: () => Promise.resolve(true),
};

const BEARER = /^Bearer +([\w.~+/-]{1,200}=*)$/i;

/** The key that the request carries, if it carries one. */
export function keyOf(request: Request): string | undefined {
  return BEARER.exec(request.get('Authorization') ?? '')?.[1];
}

/**
 * The session that the caller came by.
 *
 * @throws {TypeError} if they came otherwise: the route's rule must let nobody else in
 */
export function sessionOf({ via }: Caller): SessionDocument {
  if (via.kind === 'session') return via.session;
  throw new TypeError('A route about sessions let somebody in without one.');
}

/**
 * The link that the caller came by.
 *
 * @throws {TypeError} if they came otherwise: the route's rule must let nobody else in
 */
export function linkOf({ via }: Caller): CustomerLinkDocument {
  if (via.kind === 'link') return via.link;
  throw new TypeError('A route of a customer let somebody in without a link.');
}

/** For whoever is not known: no credentials came, or none that hold. */
export function unauthenticated(request: Request): Problem {
  const sent = request.get('Authorization') !== undefined;
  return new Problem(
    'unauthenticated',
    sent
      ? 'The API key is not valid, or not any more. Ask an administrator for a new one.'
      : 'Sign in, or send an API key: “Authorization: Bearer rk_…”.',
    { headers: { 'WWW-Authenticate': `Bearer realm="redress"${sent ? ', error="invalid_token"' : ''}` } },
  );
}
