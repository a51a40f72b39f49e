import { createHash, randomUUID } from 'node:crypto';
import { KeyDestroyedError } from '../case-keys';
import { IdempotencyKeyReusedError, type IdempotencyKey } from '../intakes';
import { isDuplicateKey } from '../duplicate-key';

/** An entry as it stands, and whether an earlier request made it. */
export interface Added<D> {
  readonly entry: D;
  readonly repeated: boolean;
}

/** The id of an entry: made from its caller's key, so that the entry itself is what a repeat runs into. */
export function entryId(collection: string, once: IdempotencyKey | undefined): string {
  if (!once) return randomUUID();
  return createHash('sha256')
    .update(JSON.stringify([collection, once.caller, once.key]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Adds an entry, or finds what the same request made before.
 *
 * @throws {IdempotencyKeyReusedError} if the caller's key came before with another body
 */
export async function addOnce<D extends { readonly digest?: string }>(
  entry: D,
  insert: (entry: D) => Promise<unknown>,
  find: () => Promise<D | null>,
): Promise<Added<D>> {
  try {
    await insert(entry);
    return { entry, repeated: false };
  } catch (error) {
    // The key of one that was erased: it stands there without its texts.
    if (!isDuplicateKey(error) && !(error instanceof KeyDestroyedError)) throw error;
    const earlier = await find();
    if (!earlier) throw error;
    if (earlier.digest !== entry.digest) throw new IdempotencyKeyReusedError();
    return { entry: earlier, repeated: true };
  }
}
