import type { mongo } from 'mongoose';
import { CUSTOMER_SERVICE, type Actor } from '../../domain/people/actor';
import { OPEN_STAGES } from '../../domain/case/stage';
import { decisionsFor } from './decisions';
import type { CaseDocument } from './documents';
import { inDepartment } from './in-department';

/** What waits for the one who asks, for others while they have a part in it, or for a decision that they may take. */
export const VIEWS = ['waiting-for-me', 'waiting-for-others', 'to-decide'] as const;
export type View = (typeof VIEWS)[number];

/** The open cases of a view, as the actor and those whom the actor stands in for have them. */
export function conditionOf(view: View, actor: Actor): mongo.Filter<CaseDocument> {
  const names = namesOf(actor);
  switch (view) {
    case 'waiting-for-me':
      return { waitsFor: { $in: names } };
    case 'waiting-for-others':
      return {
        people: { $in: usersOf(actor) },
        waitsFor: { $nin: names },
        stage: { $in: [...OPEN_STAGES] },
      };
    case 'to-decide':
      return { decisions: { $in: decisionsFor(actor) } };
  }
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
