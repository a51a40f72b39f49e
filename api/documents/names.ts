import type { Directory } from '../../models/people';
import type { Language } from '../../models/notices/texts';

/** What people and departments are called, by their ids. */
export interface Names {
  person(id: string): string | undefined;
  department(id: string, language: Language): string | undefined;
}

/** Nobody is named: ids stand as they are. */
export const NO_NAMES: Names = { person: () => undefined, department: () => undefined };

/** As they are called now, those who have left too. */
export async function namesNow(directory: Pick<Directory, 'users' | 'departments'>): Promise<Names> {
  const [users, departments] = await Promise.all([directory.users(), directory.departments()]);
  const people = new Map(users.map(({ _id, name }) => [_id, name]));
  const titles = new Map(departments.map(({ _id, title }) => [_id, title]));
  return {
    person: (id) => people.get(id),
    department: (id, language) => titles.get(id)?.[language],
  };
}
