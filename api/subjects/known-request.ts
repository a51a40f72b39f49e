import type { SubjectRequest, SubjectRequestStore } from '../../models/subject-requests';
import { Problem } from '../problems';

/** @throws {Problem} `not-found` */
export async function knownRequest(
  requests: Pick<SubjectRequestStore, 'find'>,
  id: string,
): Promise<SubjectRequest> {
  const found = await requests.find(id);
  if (!found) throw new Problem('not-found', 'There is no such request.');
  return found;
}
