import { seal, unseal, type AnyPlan, type Sealed, type SealedAs, type Sealing } from '../sealing';

/** How the texts of one kind of entries are sealed. What is given to be opened is used up. */
export interface SealedEntries<E> {
  stored(entry: E): Promise<Sealed<E>>;
  found(stored: E | null): Promise<E | null>;
  opened(stored: readonly E[]): Promise<E[]>;
}

/** @param placeOf whose key an entry has, and what it opens as */
export function sealedEntries<E extends object>(
  sealing: Sealing,
  placeOf: (entry: E) => SealedAs,
  plan: AnyPlan,
): SealedEntries<E> {
  const open = (stored: E): Promise<E> => unseal(sealing, placeOf(stored), stored);
  return {
    stored: (entry) => seal(sealing, placeOf(entry), entry, plan),
    found: async (stored) => stored && open(stored),
    opened: async (stored) => {
      await sealing.prepare(stored.map((entry) => placeOf(entry).owner));
      return Promise.all(stored.map(open));
    },
  };
}

/**
 * Entries that are about no one customer have the key of the system, as no case is there to lend its own.
 *
 * @param kind such as `survey`: no entry opens in the place of one of another kind
 */
export function ofTheSystem(kind: string): (entry: { readonly _id: string }) => SealedAs {
  return ({ _id }) => ({ owner: 'calendar of duties', as: `${kind} ${_id}` });
}
