import { hasRole, type useSession } from '../session/session';

/** Those who take complaints in, and those who supervise them. */
export function mayImport(session: ReturnType<typeof useSession>): boolean {
  return hasRole(session, 'agent', 'specialist', 'supervisor', 'quality-manager', 'head-of-customer-service');
}
