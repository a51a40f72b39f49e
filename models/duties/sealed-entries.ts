import { seal, unseal, type AnyPlan, type Sealed, type Sealing } from '../sealing';

/** How the texts of one kind of entries are sealed. What is given to be opened is used up. */
export interface SealedEntries<E extends { readonly _id: string }> {
  stored(entry: E): Promise<Sealed<E>>;
  found(stored: E | null): Promise<E | null>;
  opened(stored: readonly E[]): Promise<E[]>;
}

/**
 * Seals with the key of the system, as no case is there to lend its own.
 *
 * @param kind such as `survey`: no entry opens in the place of one of another kind
 */
export function sealedEntries<E extends { readonly _id: string }>(
  sealing: Sealing,
  kind: string,
  plan: AnyPlan,
): SealedEntries<E> {
  const placeOf = ({ _id }: E) => ({ owner: 'calendar of duties', as: `${kind} ${_id}` });
  const open = (stored: E): Promise<E> => unseal(sealing, placeOf(stored), stored);
  return {
    stored: (entry) => seal(sealing, placeOf(entry), entry, plan),
    found: async (stored) => stored && open(stored),
    opened: (stored) => Promise.all(stored.map(open)),
  };
}
