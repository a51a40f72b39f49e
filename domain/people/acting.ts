import { hasRole, type Actor, type Role } from './actor';

/** Somebody whose deputy acts in their place. */
export interface Absentee {
  readonly user: string;
  readonly roles: readonly Role[];
  readonly department?: string;
}

/** Roles that handle no case; their duties would not be apart any more if others could come by them, or they by others'. */
const APART: readonly Role[] = ['auditor', 'administrator', 'customer', 'integration'];
/** Roles that somebody has in a department, and nowhere else. */
const OF_A_DEPARTMENT: readonly Role[] = ['lead', 'handler'];

/** Whether somebody with these roles may stand in for others. */
export function mayStandIn(roles: readonly Role[]): boolean {
  return !roles.some((role) => APART.includes(role));
}

/** Whether whoever has these roles can only be stood in for by somebody of the same department. */
export function actsForDepartment(roles: readonly Role[]): boolean {
  return roles.some((role) => OF_A_DEPARTMENT.includes(role));
}

/**
 * The actor with the roles of those whom they stand in for. An actor has one department, so the roles of a lead or
 * handler of another one are not among them.
 */
export function inPlaceOf(actor: Actor, absentees: readonly Absentee[]): Actor {
  if (hasRole(actor, ...APART)) return actor;
  const parts = absentees
    .map((absentee) => ({ user: absentee.user, roles: rolesPassedOn(absentee, actor) }))
    .filter(({ roles }) => roles.length > 0);
  if (parts.length === 0) return actor;
  const roles = new Set([...actor.roles, ...parts.flatMap((part) => part.roles)]);
  return { ...actor, roles: [...roles], standsInFor: parts.map(({ user }) => user) };
}

function rolesPassedOn({ roles, department }: Absentee, actor: Actor): readonly Role[] {
  const sameDepartment = department !== undefined && department === actor.department;
  return roles.filter((role) => !APART.includes(role) && (sameDepartment || !OF_A_DEPARTMENT.includes(role)));
}
