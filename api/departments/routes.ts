import { z } from 'zod';
import type { AccessRecord } from '../../models/access-record';
import type { DepartmentDocument, Directory, UserDocument } from '../../models/people';
import { line } from '../complaints/fields';
import { only } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { futureLead, makeLead } from './lead';

export interface DepartmentServices {
  readonly directory: Pick<
    Directory,
    'departments' | 'users' | 'user' | 'describeUser' | 'addDepartment' | 'saveDepartment'
  >;
  readonly accessRecord: AccessRecord;
}

const ROOT = '/api/v1/departments';
const tag = 'Departments';
const ADMINISTERING = only('administrator');
const departmentId = z
  .string()
  .trim()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and dashes, beginning with a letter');
const title = z.strictObject({ zh: line, en: line });
const lead = line.meta({
  description:
    'User id. They come to the department, if they are of another one, and get the role of a lead besides those they have',
});

const newBody = z.strictObject({ id: departmentId, title, lead });
const changeBody = z
  .strictObject({ title: title.exactOptional(), lead: lead.exactOptional() })
  .refine((change) => Object.keys(change).length > 0, 'name at least one field to change');

const departmentSchema = z
  .object({
    id: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    lead: z.string(),
    people: z.int().meta({ description: 'Who belong to it and are not disabled' }),
  })
  .meta({ id: 'Department' });
const example = { id: 'logistics', title: { zh: '物流部', en: 'Logistics' }, lead: 'ma.chao', people: 12 };
const THE_DEPARTMENT = { description: 'The department', body: departmentSchema, example };

/** The departments of the company. None is ever deleted: cases and packs name them. */
export function departmentRoutes(services: DepartmentServices): Route[] {
  return [list(services), add(services), change(services)];
}

function list({ directory }: DepartmentServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: only('administrator', 'auditor'),
      id: 'listDepartments',
      tag,
      summary: 'The departments, who leads them, and how many people each has',
      answers: {
        200: {
          description: 'By id',
          body: z.object({ items: z.array(departmentSchema) }),
          example: { items: [example] },
        },
      },
      problems: [],
    },
    async () => {
      const [departments, people] = await Promise.all([directory.departments(), directory.users()]);
      return ok({ items: departments.map((one) => viewOf(one, membersOf(one, people))) });
    },
  );
}

function add({ directory, accessRecord }: DepartmentServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: ADMINISTERING,
      id: 'addDepartment',
      tag,
      summary: 'Add a department',
      description: 'Its id stays for good, as packs and cases name it.',
      takes: 'json',
      body: newBody,
      bodyExample: { id: 'logistics', title: { zh: '物流部', en: 'Logistics' }, lead: 'ma.chao' },
      answers: { 201: { ...THE_DEPARTMENT, headers: { Location: 'Where the departments are read' } } },
      problems: BODY_PROBLEMS,
    },
    async ({ actor, body, request }) => {
      const person = await futureLead(directory, body.lead, body.id);
      const department = { _id: body.id, title: body.title, lead: body.lead };
      if (!(await directory.addDepartment(department))) {
        throw invalidField('id', 'is taken; change that department, or take another id');
      }
      await makeLead(directory, person, body.id);
      await accountFor(accessRecord, request, actor, { action: 'addDepartment', about: body.id });
      return { status: 201, headers: { Location: ROOT }, body: await viewNow(directory, department) };
    },
  );
}

function change({ directory, accessRecord }: DepartmentServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/change`,
      allow: ADMINISTERING,
      id: 'changeDepartment',
      tag,
      summary: 'Change title or lead of a department',
      description:
        'A new lead is found for whatever comes from now on; clocks that run stay with whoever holds them. The former one keeps their roles.',
      params: z.object({ id: z.string().max(100).meta({ example: 'logistics' }) }),
      takes: 'json',
      body: changeBody,
      bodyExample: { lead: 'xu.dan' },
      answers: { 200: THE_DEPARTMENT },
      problems: [...BODY_PROBLEMS, 'not-found'],
    },
    async ({ actor, params: { id }, body, request }) => {
      const known = (await directory.departments()).find(({ _id }) => _id === id);
      if (!known) throw new Problem('not-found', 'There is no department of this id.');
      const changed = { ...known, ...body };
      if (body.lead !== undefined) await makeLead(directory, await futureLead(directory, body.lead, id), id);
      await directory.saveDepartment(changed);
      const fields = Object.keys(body);
      await accountFor(accessRecord, request, actor, { action: 'changeDepartment', about: id, fields });
      return ok(await viewNow(directory, changed));
    },
  );
}

async function viewNow(directory: DepartmentServices['directory'], department: DepartmentDocument) {
  return viewOf(department, membersOf(department, await directory.users()));
}

function membersOf({ _id }: DepartmentDocument, people: readonly UserDocument[]): number {
  return people.filter(({ department, disabled }) => department === _id && disabled !== true).length;
}

function viewOf({ _id, title: { zh, en }, lead: user }: DepartmentDocument, people: number) {
  return { id: _id, title: { zh, en }, lead: user, people };
}
