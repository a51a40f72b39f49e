import { mayStandIn } from '../../domain/people/acting';
import type { DepartmentDocument, Directory, UserDocument } from '../../models/people';
import { invalidField } from '../problems';

export type LeadRecords = Pick<Directory, 'user' | 'departments' | 'describeUser'>;

/**
 * Whoever is to lead a department, as they stand in the directory now.
 *
 * @throws {Problem} `invalid` if there is nobody of this id who can lead, or they lead another department
 */
export async function futureLead(
  directory: LeadRecords,
  user: string,
  department: string,
): Promise<UserDocument> {
  const person = await directory.user(user);
  if (!person || person.disabled === true) {
    throw invalidField('lead', 'There is no such user, or they are disabled.');
  }
  if (!mayStandIn(person.roles)) {
    throw invalidField('lead', 'They handle no cases, by their role. Name somebody who does.');
  }
  const other = (await directory.departments()).find(({ _id, lead }) => lead === user && _id !== department);
  if (other)
    throw invalidField('lead', `They lead the department ${other._id}. Give that another lead first.`);
  return person;
}

/** They come to the department, if they are of another one, and have the role of a lead besides those they had. */
export async function makeLead(
  directory: LeadRecords,
  { _id, name, roles, email }: UserDocument,
  department: DepartmentDocument['_id'],
): Promise<void> {
  const all = roles.includes('lead') ? roles : [...roles, 'lead' as const];
  await directory.describeUser(_id, { name, roles: all, department, ...(email !== undefined && { email }) });
}
