import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import { KeyDestroyedError } from './destroyed';
import type { CaseKeyDocument } from './documents';
import { isDuplicateKey } from '../duplicate-key';
import { keyDatabase } from '../key-database';
import { watchDestroyed, type KeyWatch } from './watch';

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

/** The data keys of cases, each wrapped by the master key, by owner (the number of a case, or `system`). */
export interface CaseKeyStore {
  /**
   * The owner's key, made if there is none; concurrent callers, in other processes too, get the same one.
   *
   * @throws {KeyDestroyedError} if it was destroyed
   */
  keyFor(owner: string): Promise<KeyObject>;
  /** Makes the keys of owners that have none, all in one round trip. They are forgotten at a time, and not kept in memory. */
  make(owners: readonly string[], expiresAt: Date): Promise<ReadonlyMap<string, KeyObject>>;
  /** Looks the owner's key up, and never makes one. */
  find(owner: string): Promise<FoundKey>;
  /** Fetches the keys of these owners that are not in memory in one round trip; makes none. */
  prepare(owners: readonly string[]): Promise<void>;
  /** Destroys the owner's key for ever. Other processes that watch forget it within a second. */
  destroy(owner: string): Promise<void>;
  /** Forgets each key that another process destroys, until it is closed. */
  watch(): KeyWatch;
}

/** Keys kept in memory, so that open cases go on while MongoDB is away. About 2 MB. */
const CACHED_KEYS = 10_000;

const DATA_KEY_BYTES = 32;

/** Opens the store on a connection. The composition root passes the master key in. */
export function createCaseKeyStore(connection: Connection, wrapper: KeyWrapper): CaseKeyStore {
  const keys = keyDatabase(connection).collection<CaseKeyDocument>('caseKeys');
  const cache = new LRUCache<string, KeyObject>({ max: CACHED_KEYS });

  async function keyFor(owner: string): Promise<KeyObject> {
    const cached = cache.get(owner);
    if (cached) return cached;
    const found = read(owner, (await insertIfAbsent(owner)) ?? (await keys.findOne({ _id: owner })));
    if (found.state !== 'present') throw new KeyDestroyedError(owner);
    return found.key;
  }

  async function make(owners: readonly string[], expiresAt: Date): Promise<ReadonlyMap<string, KeyObject>> {
    const made = new Map(owners.map((owner) => [owner, createSecretKey(randomBytes(DATA_KEY_BYTES))]));
    const createdAt = new Date();
    const documents = [...made].map(([_id, key]) => ({
      _id,
      wrappedKey: wrapper.wrap(key, _id),
      masterKeyVersion: wrapper.version,
      createdAt,
      expiresAt,
    }));
    if (documents.length > 0) await keys.insertMany(documents, { ordered: false });
    return made;
  }

  async function find(owner: string): Promise<FoundKey> {
    const cached = cache.get(owner);
    if (cached) return { state: 'present', key: cached };
    return read(owner, await keys.findOne({ _id: owner }));
  }

  async function prepare(owners: readonly string[]): Promise<void> {
    const missing = owners.filter((owner) => !cache.has(owner));
    if (missing.length === 0) return;
    const found = await keys.find({ _id: { $in: missing } }).toArray();
    for (const document of found) read(document._id, document);
  }

  async function destroy(owner: string): Promise<void> {
    const now = new Date();
    cache.delete(owner);
    await keys.updateOne(
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
      return await keys.findOneAndUpdate(
        { _id: owner },
        {
          $setOnInsert: {
            wrappedKey: wrapper.wrap(made, owner),
            masterKeyVersion: wrapper.version,
            createdAt: new Date(),
          },
        },
        { upsert: true, returnDocument: 'after' },
      );
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

  const watch = () =>
    watchDestroyed(keys, {
      forget: (owner) => cache.delete(owner),
      forgetAll: () => cache.clear(),
    });

  return { keyFor, make, find, prepare, destroy, watch };
}
