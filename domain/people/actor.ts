/** The product's roles (a pack maps its company's titles to them). */
export const ROLES = [
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
  'customer',
  'integration',
] as const;

export type Role = (typeof ROLES)[number];

/** The department that receives complaints and speaks with the customer. */
export const CUSTOMER_SERVICE = 'customer-service';

/** Who sends a command. Comes from the credentials, never from the body of a request. */
export interface Actor {
  readonly user: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  /** Who was away when they sent it, and whose roles they had besides their own as named deputy. User ids. */
  readonly standsInFor?: readonly string[];
}

/** The procedure itself, where it acts without being told to: routing on entry, clocks, the end of the reopen window. */
export const PROCEDURE: Actor = { user: 'redress', roles: [] };

/** Whoever comes by the link of a case, or by the public form. Who they are stands in the case, and nowhere else. */
export const CUSTOMER: Actor = { user: 'customer', roles: ['customer'] };

/** A quality manager and the head of customer service may do what a supervisor may. */
const SUPERVISING: readonly Role[] = ['supervisor', 'quality-manager', 'head-of-customer-service'];

/** Whether the actor has one of these roles. */
export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}

/** Whether the actor has a role that supervises. */
export function isSupervisor(actor: Actor): boolean {
  return hasRole(actor, ...SUPERVISING);
}

/** A specialist may do what an agent may. */
export function isAgent(actor: Actor): boolean {
  return hasRole(actor, 'agent', 'specialist');
}
