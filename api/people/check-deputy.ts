import { actsForDepartment, mayStandIn } from '../../domain/people/acting';
import type { Directory, UserDocument } from '../../models/people';
import { invalidField } from '../problems';

/**
 * Checks that the deputy may do what whoever they stand in for does.
 *
 * @throws {Problem} `invalid` naming the field
 */
export async function checkDeputy(
  person: UserDocument,
  deputy: string,
  directory: Pick<Directory, 'user'>,
): Promise<void> {
  const wrong = await whatIsWrong(person, deputy, directory);
  if (wrong !== undefined) throw invalidField('deputy', wrong);
}

async function whatIsWrong(
  person: UserDocument,
  deputy: string,
  directory: Pick<Directory, 'user'>,
): Promise<string | undefined> {
  if (deputy === person._id) return 'Nobody stands in for themselves. Name somebody else, or null.';
  const found = await directory.user(deputy);
  if (!found) return 'There is no such user. Name the user id of somebody in the directory.';
  if (!mayStandIn(found.roles)) {
    return 'They handle no cases, by their role. Name somebody who does.';
  }
  if (actsForDepartment(person.roles) && found.department !== person.department) {
    return 'Whoever stands in for a lead or handler acts for the department. Name somebody of the same one.';
  }
  return undefined;
}
