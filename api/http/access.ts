import { hasRole, ROLES, type Role } from '../../domain/people/actor';
import { Problem } from '../problems';
import type { KeyScope } from '../../models/people';
import type { Caller } from './credentials';

/** Who may use a route. Every route declares one; what no rule allows is denied. */
export type AccessRule =
  { readonly kind: 'anybody' } | { readonly kind: 'session' } | CustomerRule | RolesRule;

/** The customer of a case, who comes by its link. */
export interface CustomerRule {
  readonly kind: 'customer';
  /** Whether the code that was sent to them must have been entered in this browser. */
  readonly entered: boolean;
}

export interface RolesRule {
  readonly kind: 'roles';
  readonly roles: readonly Role[];
}

/** No credentials are asked for. */
export const ANYBODY: AccessRule = { kind: 'anybody' };

/** Whoever has signed in, about their own session, and even while they have to change their password first. */
export const SIGNED_IN: AccessRule = { kind: 'session' };

/** Whoever has the link of a case, forwarded or not: for nothing personal. */
export const BY_LINK: AccessRule = { kind: 'customer', entered: false };

/** Whoever has the link of a case and the mailbox or phone on its record. */
export const BY_CODE: AccessRule = { kind: 'customer', entered: true };

/** One of the roles at least. */
export function only(...roles: readonly Role[]): RolesRule {
  return { kind: 'roles', roles };
}

/** Every role but these. */
export function allBut(...roles: readonly Role[]): RolesRule {
  return only(...ROLES.filter((role) => !roles.includes(role)));
}

/** @throws {TypeError} if there is no rule, or one that lets nobody in */
export function checkRule(route: string, rule: AccessRule | undefined): void {
  if (rule && rule.kind !== 'roles') return;
  if (rule?.kind === 'roles' && rule.roles.length > 0) return;
  throw new TypeError(`${route} declares nobody who may use it: every route needs an access rule.`);
}

/**
 * Whether the caller may use the route: by their roles, by what their key is for, and only once they have a password that
 * nobody else knows.
 *
 * @throws {Problem} `not-allowed`, or `password-change-needed`
 */
export function checkAccess(
  { id, method, allow }: { readonly id: string; readonly method: string; readonly allow: AccessRule },
  { actor, via }: Caller,
): void {
  if (allow.kind === 'anybody') return;
  if (allow.kind === 'session') {
    if (via.kind === 'session') return;
    throw new Problem('not-allowed', 'This is for people who have signed in, not for API keys.');
  }
  if (allow.kind === 'customer') {
    if (via.kind === 'link' && (via.entered || !allow.entered)) return;
    throw new Problem('code-needed', 'Ask for a code, and enter it in this browser.');
  }
  if (via.kind === 'session' && via.session.mustChangePassword) {
    throw new Problem('password-change-needed', 'Choose a password of your own first.');
  }
  if (!hasRole(actor, ...allow.roles)) {
    throw new Problem('not-allowed', `This is for: ${allow.roles.join(', ')}.`);
  }
  if (via.kind === 'key' && !isInScope(via.scope, id, method)) {
    throw new Problem('not-allowed', 'This API key was made for less. Its scope does not have this.');
  }
}

function isInScope(scope: KeyScope, id: string, method: string): boolean {
  switch (scope.kind) {
    case 'read':
      return method === 'get';
    case 'write':
      return true;
    case 'operations':
      return scope.operations.includes(id);
  }
}
