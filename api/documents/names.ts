import type { Policy } from '../../domain/policy/policy';
import type { Directory } from '../../models/people';
import type { Language } from '../../models/notices/texts';

/** What people, departments and channels are called, by their ids. */
export interface Names {
  readonly person: (id: string) => string | undefined;
  readonly department: (id: string, language: Language) => string | undefined;
  readonly channel: (id: string, language: Language) => string | undefined;
}

/** Nothing is named: ids stand as they are. */
export const NO_NAMES: Names = {
  person: () => undefined,
  department: () => undefined,
  channel: () => undefined,
};

/** Of people and departments as they are called now, those who have left too. */
export async function namesNow(directory: Pick<Directory, 'users' | 'departments'>): Promise<Names> {
  const [users, departments] = await Promise.all([directory.users(), directory.departments()]);
  const people = new Map(users.map(({ _id, name }) => [_id, name]));
  const titles = new Map(departments.map(({ _id, title }) => [_id, title]));
  return {
    ...NO_NAMES,
    person: (id) => people.get(id),
    department: (id, language) => titles.get(id)?.[language],
  };
}

/** The same, and channels as the case's pack calls them. */
export function withChannels(names: Names, { channels }: Pick<Policy, 'channels'>): Names {
  const titles = new Map(channels.map(({ id, title }) => [id, title]));
  return { ...names, channel: (id, language) => titles.get(id)?.[language] };
}

/** The same without people. */
export function withoutPeople(names: Names): Names {
  return { ...names, person: NO_NAMES.person };
}
