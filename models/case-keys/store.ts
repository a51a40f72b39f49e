import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import { caseKeySchema } from './schema';
import type { CaseKeyDocument } from './schema';
import { isDuplicateKey } from '../duplicate-key';

/** Encrypts data keys with the master key, which this layer never sees. */
export interface KeyWrapper {
  readonly version: string;
  wrap(dataKey: KeyObject, owner: string): string;
  unwrap(wrapped: string, owner: string, version: string): KeyObject;
}

export type FoundKey =
  | { readonly state: 'present'; readonly key: KeyObject }
  | { readonly state: 'destroyed' }
  | { readonly state: 'unknown' };

/** The case was erased: nothing can be encrypted for it again. */
export class KeyDestroyedError extends Error {
  override readonly name = 'KeyDestroyedError';

  constructor(owner: string) {
    super(`The data key of ${owner} has been destroyed, so nothing can be written for it any more.`);
  }
}

/** The data keys of cases, each wrapped by the master key, by owner (the number of a case, or `system`). */
export interface CaseKeyStore {
  /**
   * The owner's key, made if there is none; concurrent callers, in other processes too, get the same one.
   *
   * @throws {KeyDestroyedError} if it was destroyed
   */
  keyFor(owner: string): Promise<KeyObject>;
  /** Looks the owner's key up, and never makes one. */
  find(owner: string): Promise<FoundKey>;
  /** Destroys the owner's key for ever. Other processes that hold it in memory keep it until they end. */
  destroy(owner: string): Promise<void>;
}

/** Keys kept in memory, so that open cases go on while MongoDB is away. About 2 MB. */
const CACHED_KEYS = 10_000;

const DATA_KEY_BYTES = 32;

/** Opens the store on a connection. The composition root passes the master key in. */
export function createCaseKeyStore(connection: Connection, wrapper: KeyWrapper): CaseKeyStore {
  const model = connection.model<CaseKeyDocument>('CaseKey', caseKeySchema);
  const cache = new LRUCache<string, KeyObject>({ max: CACHED_KEYS });

  async function keyFor(owner: string): Promise<KeyObject> {
    const cached = cache.get(owner);
    if (cached) return cached;
    const found = read(owner, (await insertIfAbsent(owner)) ?? (await model.findById(owner).lean()));
    if (found.state !== 'present') throw new KeyDestroyedError(owner);
    return found.key;
  }

  async function find(owner: string): Promise<FoundKey> {
    const cached = cache.get(owner);
    if (cached) return { state: 'present', key: cached };
    return read(owner, await model.findById(owner).lean());
  }

  async function destroy(owner: string): Promise<void> {
    const now = new Date();
    cache.delete(owner);
    await model.updateOne(
      { _id: owner },
      {
        $unset: { wrappedKey: 1 },
        $set: { destroyedAt: now },
        $setOnInsert: { createdAt: now, masterKeyVersion: wrapper.version },
      },
      { upsert: true },
    );
    cache.delete(owner);
  }

  /** The document that is there afterwards, whoever wrote it; `null` if another process was just writing it. */
  async function insertIfAbsent(owner: string): Promise<CaseKeyDocument | null> {
    const made = createSecretKey(randomBytes(DATA_KEY_BYTES));
    try {
      return await model
        .findOneAndUpdate(
          { _id: owner },
          {
            $setOnInsert: {
              wrappedKey: wrapper.wrap(made, owner),
              masterKeyVersion: wrapper.version,
              createdAt: new Date(),
            },
          },
          { upsert: true, returnDocument: 'after' },
        )
        .lean();
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  function read(owner: string, document: CaseKeyDocument | null): FoundKey {
    if (document === null) return { state: 'unknown' };
    if (typeof document.wrappedKey !== 'string') return { state: 'destroyed' };
    const key = wrapper.unwrap(document.wrappedKey, owner, document.masterKeyVersion);
    cache.set(owner, key);
    return { state: 'present', key };
  }

  return { keyFor, find, destroy };
}
