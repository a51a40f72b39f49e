import { useState } from 'react';
import { recordOf } from '../http/failure';
import { useSession } from '../session/session';

export interface SavedFilter {
  readonly name: string;
  /** As it stands in the address of the page. */
  readonly search: string;
}

/** The filters that somebody keeps under a name, on this device. */
export function useSavedFilters() {
  const { user } = useSession();
  const place = `redress.filters.${user}`;
  const [saved, setSaved] = useState(() => readSaved(place));
  const keep = (filters: readonly SavedFilter[]): void => {
    localStorage.setItem(place, JSON.stringify(filters));
    setSaved(filters);
  };
  return {
    saved,
    save: (filter: SavedFilter) => keep([...saved.filter(({ name }) => name !== filter.name), filter]),
    remove: (name: string) => keep(saved.filter((one) => one.name !== name)),
  };
}

function readSaved(place: string): readonly SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((one: unknown) => {
      const { name, search } = recordOf(one);
      return typeof name === 'string' && typeof search === 'string' ? [{ name, search }] : [];
    });
  } catch {
    return [];
  }
}
