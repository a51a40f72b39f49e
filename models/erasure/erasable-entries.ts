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

/** As long as this, what is becoming a case is left to whoever took it up; after it they have died. Milliseconds. */
export const TAKEN_FOR_MS = 600_000;
