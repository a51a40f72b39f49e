import type { mongo } from 'mongoose';
import { CUSTOMER_SERVICE, type Actor } from '../../domain/people/actor';
import { OPEN_STAGES } from '../../domain/case/stage';
import type { CaseDocument } from './documents';

/** What waits for the one who asks, or for others while they have a part in it. */
export const VIEWS = ['waiting-for-me', 'waiting-for-others'] as const;
export type View = (typeof VIEWS)[number];

/** Whom a case waits for while the directory has nobody of the role in the department. */
export function inDepartment(role: string, department: string): string {
  return `${role}@${department}`;
}

/** The open cases of a view, as the actor and those whom the actor stands in for have them. */
export function conditionOf(view: View, actor: Actor): mongo.Filter<CaseDocument> {
  const names = namesOf(actor);
  const users = usersOf(actor);
  return view === 'waiting-for-me'
    ? { waitsFor: { $in: names } }
    : { people: { $in: users }, waitsFor: { $nin: names }, stage: { $in: [...OPEN_STAGES] } };
}

function usersOf({ user, standsInFor = [] }: Actor): string[] {
  return [user, ...standsInFor];
}

/** Roles without a department of their own belong to customer service. */
function namesOf(actor: Actor): string[] {
  const departments = new Set([actor.department ?? CUSTOMER_SERVICE, CUSTOMER_SERVICE]);
  const roles = actor.roles.flatMap((role) =>
    [...departments]
      .filter((department) => department === actor.department || (role !== 'lead' && role !== 'handler'))
      .map((department) => inDepartment(role, department)),
  );
  return [...usersOf(actor), ...roles];
}
