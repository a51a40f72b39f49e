import { hasRole, type useSession } from '../session/session';

/** Agents assign, and supervisors where they arbitrate; what of it is admitted is each case's own rule. */
export function mayAssign(session: ReturnType<typeof useSession>): boolean {
  return hasRole(session, 'agent', 'specialist', 'supervisor', 'quality-manager', 'head-of-customer-service');
}
