/** Something to be sealed, as `seal` takes it. */
export interface ToSeal {
  readonly owner: string;
  readonly content: Uint8Array;
  readonly bound: string;
}

/** Encrypts with the key of a case, which this layer never sees. */
export interface Sealing {
  /**
   * @param owner number of a case, or the id of what belongs to it
   * @param bound what the content is: nothing else opens as it
   * @throws if the key was destroyed, or cannot be had now
   */
  seal(owner: string, content: Uint8Array, bound: string): Promise<Uint8Array>;
  /**
   * Seals each with a key that is made for it, all in one round trip. The owners have none yet, and the keys are forgotten
   * at a time.
   */
  sealEach(owned: readonly ToSeal[], expiresAt: Date): Promise<readonly Uint8Array[]>;
  /**
   * Reverses `seal`; undefined if the key was destroyed.
   *
   * @throws if it was sealed as something else, was changed, or its key cannot be had now
   */
  open(owner: string, sealed: Uint8Array, bound: string): Promise<Uint8Array | undefined>;
  /** Fetches the keys of these owners at once, so that what follows needs no round trip for each. */
  prepare(owners: readonly string[]): Promise<void>;
}
