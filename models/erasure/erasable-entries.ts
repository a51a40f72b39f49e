/** How something stands that is kept of a customer and is no case. */
export type EntryStanding =
  | { readonly kind: 'erasable' }
  | { readonly kind: 'erased' }
  /** It is just becoming a case. */
  | { readonly kind: 'being-filed' }
  /** It became a case, and is kept and erased with it. */
  | { readonly kind: 'of-case'; readonly number: string }
  /** Nothing is kept of it any more. */
  | { readonly kind: 'gone' };

/** What is kept of customers, of one kind. */
export interface ErasableEntries {
  standingOf(id: string): Promise<EntryStanding>;
  /**
   * Takes the texts of one out, so that it becomes no case any more; false if it stands otherwise than `erasable`, and then
   * nothing is changed. Its key is still to be destroyed.
   */
  takeOut(id: string, at: Date): Promise<boolean>;
}

/** As long as this, what is becoming a case is left to whoever took it up; after it they have died. */
const TAKEN_FOR_MS = 600_000;

/** Whether somebody who is still alive has taken it up to make a case of it. */
export function isInHand(takenAt: Date | undefined, now: Date): boolean {
  return takenAt !== undefined && takenAt > takenUntil(now);
}

/** The same, turned round, as a filter of MongoDB: nobody has it in hand. */
export function notInHand(now: Date) {
  return { $or: [{ takenAt: { $exists: false } }, { takenAt: { $lte: takenUntil(now) } }] };
}

function takenUntil(now: Date): Date {
  return new Date(now.getTime() - TAKEN_FOR_MS);
}
