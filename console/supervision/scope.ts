import { hasRole, stepsIn } from '../session/session';
import type { Session } from '../session/session-api';

/** What supervision counts for the reader, as filters of the list: a lead has what their department holds. */
export function scopeOf(session: Session): Readonly<Record<string, string>> {
  const seesAll = stepsIn(session) || hasRole(session, 'agent', 'specialist');
  return seesAll ? {} : { holderDepartment: session.department ?? '' };
}
