import type { EventBodyOf } from '../domain/case/events';
import { ownerOnFiling } from '../domain/case/ownership';
import { hasRole } from '../domain/people/actor';
import type { CaseStart } from './messages';

/** The event that opens a case; who owns it is found when it is recorded, where the pack names a role. */
export function registrationOf({ number, intake, policy, filedBy }: CaseStart): EventBodyOf<'registered'> {
  const { id, version, ownedBy } = policy;
  const owner = ownerOnFiling(filedBy);
  const appointed = ownedBy !== undefined && !hasRole(filedBy, ownedBy);
  const payload = {
    number,
    policy: { id, version },
    intake,
    ...(owner !== undefined && { owner }),
    ...(appointed && { ownedBy }),
  };
  return { type: 'registered', payload };
}
