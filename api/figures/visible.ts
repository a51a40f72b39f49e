import { hasRole, isSupervisor, type Actor } from '../../domain/people/actor';
import type { Figures } from '../../domain/duties/figures';
import type { Directory } from '../../models/people';
import type { z } from 'zod';
import { restrictedTo } from '../duties/access';
import type { figuresSchema } from './schema';

type FiguresView = z.input<typeof figuresSchema>;

/** Of which people and departments somebody sees figures. */
export interface Insight {
  readonly seesDepartment: (department: string) => boolean;
  readonly seesPerson: (user: string) => boolean;
}

/**
 * Whoever supervises, executives and auditors see the figures of everybody; a lead those of their own department and its
 * people; anybody else of the people only their own.
 */
export async function insightOf(actor: Actor, directory: Pick<Directory, 'users'>): Promise<Insight> {
  const department = restrictedTo(actor);
  if (department !== undefined) {
    const users = await directory.users();
    const own = new Set(users.filter((user) => user.department === department).map(({ _id }) => _id));
    return { seesDepartment: (one) => one === department, seesPerson: (user) => own.has(user) };
  }
  const seesPeople = isSupervisor(actor) || hasRole(actor, 'executive', 'auditor');
  return { seesDepartment: () => true, seesPerson: (user) => seesPeople || user === actor.user };
}

/** The part of the figures that somebody sees. */
export function visible(figures: Figures, { seesDepartment, seesPerson }: Insight): FiguresView {
  const { troublePoints, departments, persons, problemTypes, ...others } = figures;
  return {
    ...others,
    problemTypes: [...problemTypes],
    troublePoints: {
      departments: [...troublePoints.departments],
      channels: [...troublePoints.channels],
    },
    departments: departments
      .filter(({ department }) => seesDepartment(department))
      .map((one) => ({ ...one, broken: [...one.broken] })),
    persons: persons.filter(({ user }) => seesPerson(user)),
  };
}
