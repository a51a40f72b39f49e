import type { Supervision } from './queries';
import type { HolderLoad } from './holders';

/** In the place of a user id: of the clock's role there is nobody. As the API writes it. */
const NOBODY = '-';

type Filters = Readonly<Record<string, string>>;

/** The list of the cases that these filters find. */
export function casesLink(filters: Filters): string {
  return `/cases?${new URLSearchParams(filters).toString()}`;
}

/** What a holder has, as filters of the list. */
export function ofHolder({ department, person }: Pick<HolderLoad, 'department' | 'person'>) {
  return { holderDepartment: department, holder: person ?? NOBODY };
}

/** What falls due in a cell, as filters of the list. */
export function ofCell({ from, to }: Pick<Supervision['cells'][number], 'from' | 'to'>) {
  return { dueFrom: from, dueBefore: to };
}
