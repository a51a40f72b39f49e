import { inPlaceOf } from '../../domain/people/acting';
import type { Directory } from '../../models/people';
import type { Authenticate } from '../http/credentials';

/** Who carries a key, with the roles of those who are away now and whose named deputy they are. */
export function createIdentify(
  authenticate: Authenticate,
  directory: Pick<Directory, 'absenteesOf'>,
): Authenticate {
  return async (key) => {
    const actor = await authenticate(key);
    return actor && inPlaceOf(actor, await directory.absenteesOf(actor.user, new Date().toISOString()));
  };
}
