import { ROLES, type Role } from '../../domain/people/actor';

/** A customer comes by a link, another system by an API key; neither has a password. */
export const SIGNING_IN: readonly Role[] = ROLES.filter(
  (role) => role !== 'customer' && role !== 'integration',
);

/** Roles that somebody has alone: who examines or administers handles no cases, and a system is no person. */
const ALONE: readonly Role[] = ['auditor', 'administrator', 'integration'];
/** Roles that mean nothing without a department. */
const IN_A_DEPARTMENT: readonly Role[] = ['lead', 'handler'];

/** Says why nobody can have these roles together in this place; undefined if somebody can. */
export function whatIsWrongWith(
  roles: readonly Role[],
  department: string | undefined,
): { readonly field: 'roles' | 'department'; readonly message: string } | undefined {
  if (roles.includes('customer')) {
    return { field: 'roles', message: 'Customers come by their own link and have no account.' };
  }
  const alone = roles.find((role) => ALONE.includes(role));
  if (alone !== undefined && roles.length > 1) {
    return { field: 'roles', message: `“${alone}” goes with no other role: these duties are kept apart.` };
  }
  if (department === undefined && roles.some((role) => IN_A_DEPARTMENT.includes(role))) {
    return { field: 'department', message: 'A lead or handler belongs to a department. Name it.' };
  }
  return undefined;
}
