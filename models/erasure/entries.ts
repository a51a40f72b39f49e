import type { CaseKeyStore } from '../case-keys';
import { entryOwner } from '../sealing';
import { destroyPresent } from './destroy-present';
import type { EntryStanding, ErasableEntries } from './erasable-entries';

export const ENTRY_KINDS = ['follow-up', 'mail', 'import-row'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What came of erasing an entry. */
export type EntryOutcome =
  /** `repeated`: it was erased before. */
  | { readonly kind: 'erased'; readonly repeated: boolean }
  | Exclude<EntryStanding, { readonly kind: 'erased' }>;

/** Erases what is kept of customers and is no case. */
export interface EntryErasure {
  standingOf(kind: EntryKind, id: string): Promise<EntryStanding>;
  /** Repeating it changes nothing, and finishes what was cut off. */
  erase(kind: EntryKind, id: string): Promise<EntryOutcome>;
}

export interface EntryErasureParts {
  readonly keys: Pick<CaseKeyStore, 'find' | 'destroy'>;
  readonly entries: Readonly<Record<EntryKind, ErasableEntries>>;
}

/**
 * The texts are taken out first, as that is one write with which nobody can make a case of the entry any more; then its key
 * is destroyed, without which nobody reads what backups of the data have of it.
 */
export function createEntryErasure({ keys, entries }: EntryErasureParts): EntryErasure {
  return {
    standingOf: (kind, id) => entries[kind].standingOf(id),
    erase: async (kind, id) => {
      const taken = await entries[kind].takeOut(id, new Date());
      const standing = await entries[kind].standingOf(id);
      if (standing.kind !== 'erased') return standing;
      await destroyPresent(keys, entryOwner(kind, id));
      return { kind: 'erased', repeated: !taken };
    },
  };
}
