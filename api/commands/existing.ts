import type { CommandName } from '../../domain/case/commands';
import type { AttachmentStore } from '../../models/attachments';
import type { Directory } from '../../models/people';
import { invalidFields, type FieldError } from '../problems';

/** What a command may name that must exist, and only the records know. */
export interface Existing {
  readonly directory: Pick<Directory, 'departments' | 'person'>;
  readonly attachments: Pick<AttachmentStore, 'find'>;
}

/**
 * Checks that the department, handler, or attachment which a command names is there.
 *
 * @throws {Problem} `invalid` naming the fields
 */
export async function checkNamed(
  existing: Existing,
  command: CommandName,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const errors: FieldError[] = [];
  if (command === 'assign') {
    errors.push(...(await departmentErrors(existing.directory, body, ['department'])));
    errors.push(...(await userErrors(existing.directory, 'handler', body['handler'])));
  }
  if (command === 'order-work') {
    errors.push(...(await departmentErrors(existing.directory, body, ['department'])));
  }
  const { attachment } = body;
  if (command === 'add-evidence' && typeof attachment === 'string') {
    if (!(await existing.attachments.find(attachment))) {
      errors.push({
        field: 'attachment',
        message: 'There is no uploaded file of this id. Upload it first: POST /api/v1/attachments.',
      });
    }
  }
  if (errors.length > 0) throw invalidFields(errors);
}

/** The fields of a body that name a department which the company doesn't have. */
export async function departmentErrors(
  directory: Pick<Directory, 'departments'>,
  body: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Promise<FieldError[]> {
  const named = fields.filter((field) => body[field] !== undefined);
  if (named.length === 0) return [];
  const known = (await directory.departments()).map(({ _id }) => _id);
  return named
    .filter((field) => !known.some((department) => department === body[field]))
    .map((field) => ({ field, message: `There is no such department. There are: ${known.join(', ')}.` }));
}

async function userErrors(
  directory: Pick<Directory, 'person'>,
  field: string,
  user: unknown,
): Promise<FieldError[]> {
  if (typeof user !== 'string' || (await directory.person(user))) return [];
  return [{ field, message: 'There is no such user. Name the user id of somebody in the directory.' }];
}
