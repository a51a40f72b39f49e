/** One data key. After its destruction the document stays without the key, so that none is made anew. */
export interface CaseKeyDocument {
  /** The number of a case, `system`, or the name of something that has a key of its own. */
  readonly _id: string;
  /** Base64. Absent once destroyed. */
  readonly wrappedKey?: string;
  /** Tells by which master key it is wrapped. */
  readonly masterKeyVersion: string;
  readonly createdAt: Date;
  readonly destroyedAt?: Date;
  /** When something was last added to the archived case: see `holdKey`. */
  readonly heldAt?: Date;
  /** When what it seals is forgotten, and the key with it; absent: never. */
  readonly expiresAt?: Date;
}
