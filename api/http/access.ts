import { hasRole, ROLES, type Actor, type Role } from '../../domain/people/actor';
import { Problem } from '../problems';

/** Who may use a route. Every route declares one; what no rule allows is denied. */
export type AccessRule =
  { readonly kind: 'anybody' } | { readonly kind: 'roles'; readonly roles: readonly Role[] };

/** No credentials are asked for. */
export const ANYBODY: AccessRule = { kind: 'anybody' };

/** One of the roles at least. */
export function only(...roles: readonly Role[]): AccessRule {
  return { kind: 'roles', roles };
}

/** Every role but these. */
export function allBut(...roles: readonly Role[]): AccessRule {
  return only(...ROLES.filter((role) => !roles.includes(role)));
}

/** @throws {TypeError} if there is no rule, or one that lets nobody in */
export function checkRule(route: string, rule: AccessRule | undefined): void {
  if (rule?.kind === 'anybody' || (rule?.kind === 'roles' && rule.roles.length > 0)) return;
  throw new TypeError(`${route} declares nobody who may use it: every route needs an access rule.`);
}

/** @throws {Problem} `not-allowed` if the rule names none of the actor's roles */
export function checkAccess(rule: AccessRule, actor: Actor): void {
  if (rule.kind === 'anybody' || hasRole(actor, ...rule.roles)) return;
  throw new Problem('not-allowed', `This is for: ${rule.roles.join(', ')}.`);
}
