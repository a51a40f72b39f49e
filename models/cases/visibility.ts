import { hasRole, isSupervisor, type Actor } from '../../domain/people/actor';
import type { CaseDocument } from './documents';

/** What decides who sees a case. */
export type Involved = Pick<CaseDocument, 'filedBy' | 'departments' | 'people'>;

/** Which cases an actor sees, as a filter of MongoDB. */
export type VisibilityFilter =
  | Record<string, never>
  | { readonly filedBy: string; readonly people: string }
  | { readonly $or: ({ readonly people: string } | { readonly departments: string })[] };

/**
 * Customer service, whoever supervises it, executives, auditors and administrators see every case; a lead or handler
 * the cases that their department holds or held or in which they have a part; an integration only what it filed.
 */
export function visibleTo(actor: Actor): VisibilityFilter {
  if (seesAll(actor)) return {};
  // Who filed a case is one of its people, which are indexed.
  if (hasRole(actor, 'integration')) return { filedBy: actor.user, people: actor.user };
  const department = departmentOf(actor);
  return {
    $or: [{ people: actor.user }, ...(department === undefined ? [] : [{ departments: department }])],
  };
}

/** Whether the actor sees this case: the same rule as `visibleTo`. */
export function maySee(actor: Actor, { filedBy, departments, people }: Involved): boolean {
  if (seesAll(actor)) return true;
  if (hasRole(actor, 'integration')) return filedBy === actor.user;
  const department = departmentOf(actor);
  return people.includes(actor.user) || (department !== undefined && departments.includes(department));
}

function seesAll(actor: Actor): boolean {
  return (
    isSupervisor(actor) || hasRole(actor, 'agent', 'specialist', 'executive', 'auditor', 'administrator')
  );
}

/** The department whose work an actor sees, by leading it or working in it. */
export function departmentOf(actor: Actor): string | undefined {
  return hasRole(actor, 'lead', 'handler') ? actor.department : undefined;
}
