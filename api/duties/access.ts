import { hasRole, isAgent, isSupervisor, type Actor } from '../../domain/people/actor';
import { DUTY_ROLES } from '../../domain/policy/duty';
import { only } from '../http/access';

/** Whoever does what the calendar of duties asks for. */
export const ENTERING = only(...DUTY_ROLES);

export const READING = only(...DUTY_ROLES, 'auditor');

/** Whoever decides what is changed after a review. */
export const REVIEWING = only('supervisor', 'quality-manager', 'head-of-customer-service', 'executive');

/** The department to which what an actor sees is restricted; undefined: they see all. */
export function restrictedTo(actor: Actor): string | undefined {
  const seesAll = isSupervisor(actor) || isAgent(actor) || hasRole(actor, 'executive', 'auditor');
  // A lead without a department leads none, and sees of none.
  return seesAll ? undefined : (actor.department ?? '');
}
