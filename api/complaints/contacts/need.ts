import { hasRole, isAgent, type Actor } from '../../../domain/people/actor';
import type { CaseDocument } from '../../../models/cases';

/** What decides whether somebody needs to know how a customer is reached. */
export type Concerned = Pick<CaseDocument, 'filedBy' | 'people'>;

/**
 * Whether the actor needs phone, e-mail and account of this customer for their work (PIPL art. 6: no more than the
 * purpose takes). Customer service speaks with every customer; a system has what it sent; leads, handlers and supervisors
 * need them on the cases that they are on. Who examines, administers or steps in from above needs them by exception, and
 * asks with a reason.
 */
export function needsContacts(actor: Actor, { filedBy, people }: Concerned): boolean {
  if (isAgent(actor)) return true;
  if (hasRole(actor, 'integration')) return filedBy === actor.user;
  if (hasRole(actor, 'auditor', 'administrator', 'executive')) return false;
  return [actor.user, ...(actor.standsInFor ?? [])].some((user) => people.includes(user));
}
