/** One data key. After its destruction the document stays without the key, so that none is made anew. */
export interface CaseKeyDocument {
  /** The number of the case, or `system`. */
  readonly _id: string;
  /** Base64. Absent once destroyed. */
  readonly wrappedKey?: string;
  /** Tells by which master key it is wrapped. */
  readonly masterKeyVersion: string;
  readonly createdAt: Date;
  readonly destroyedAt?: Date;
  /** When something was last added to the archived case: see `holdKey`. */
  readonly heldAt?: Date;
}
