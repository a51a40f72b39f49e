import { hasRole, stepsIn, type useSession } from '../session/session';

type Roles = Pick<ReturnType<typeof useSession>, 'roles'>;

/** Whether somebody examines cases: their lives beside the histories, at any moment. */
export function examines(session: Roles): boolean {
  return hasRole(session, 'auditor') || stepsIn(session);
}

/** Whether somebody reads who looked at what. */
export function readsAccessRecord(session: Roles): boolean {
  return hasRole(session, 'auditor');
}
