import type { Role } from '../../http/client';
import type { Say } from '../../language/language';

/** Everybody but customers, who have no account. */
export const ROLES: readonly Exclude<Role, 'customer'>[] = [
  'agent',
  'specialist',
  'lead',
  'handler',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
  'auditor',
  'administrator',
  'integration',
];

export function roleOptions(say: Say) {
  return ROLES.map((value) => ({ value, label: say(`role.${value}`) }));
}
