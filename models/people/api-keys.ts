import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Collection, Connection } from 'mongoose';
import type { Actor, Role } from '../../domain/people/actor';
import { apiKeySchema } from './documents';
import type { ApiKeyDocument, KeyScope } from './documents';

export interface ApiKeyRequest {
  readonly user: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  readonly purpose?: string;
  readonly scope?: KeyScope;
  readonly createdBy?: string;
  readonly expiresAt?: Date;
}

/** A key as it is listed, by the digest of what it is. */
export type ListedKey = Omit<ApiKeyDocument, '_id'> & { readonly id: string };

/** Whose key it is, and what it may be used for. */
export interface KeyBearer {
  readonly id: string;
  readonly actor: Actor;
  readonly scope: KeyScope;
}

export interface ApiKeyStore {
  /** Makes a key and returns it: the one time that it can be seen. */
  create(request: ApiKeyRequest): Promise<string>;
  /**
   * Whose key it is; undefined for one that is unknown, expired or withdrawn, after the same work as for a known one. A
   * withdrawn key may be let in for a few seconds more.
   */
  authenticate(key: string): Promise<Actor | undefined>;
  /** The same, with what the key may be used for. */
  identify(key: string): Promise<KeyBearer | undefined>;
  /** Every key there is, the newest first. */
  all(): Promise<ListedKey[]>;
  find(id: string): Promise<ListedKey | undefined>;
  /** The id under which a key is listed. */
  idOf(key: string): string;
  /** Withdraws one key; returns whether there was one. */
  withdrawKey(id: string): Promise<boolean>;
  /** Withdraws a user's keys; returns how many. */
  withdraw(user: string): Promise<number>;
}

const KEY_BYTES = 32;
const PREFIX = 'rk_';
const KEPT_MS = 5_000;
const KEPT_ANSWERS = 10_000;
const USE_NOTED_EVERY_MS = 60_000;

type Answer = { readonly known: true; readonly key: ApiKeyDocument } | { readonly known: false };

/** Opens the store on a connection. */
export function createApiKeyStore(connection: Connection): ApiKeyStore {
  connection.model('ApiKey', apiKeySchema);
  const keys: Collection<ApiKeyDocument> = connection.collection<ApiKeyDocument>('apiKeys');
  const answers = new LRUCache<string, Answer>({ max: KEPT_ANSWERS, ttl: KEPT_MS });

  async function create(request: ApiKeyRequest): Promise<string> {
    const key = PREFIX + randomBytes(KEY_BYTES).toString('base64url');
    const document = { _id: digestOf(key), ...request, createdAt: new Date() };
    await keys.insertOne(document, { ignoreUndefined: true });
    answers.delete(document._id);
    return key;
  }

  /** Keys are found by their digest, so that the time it takes says nothing about a key that is nearly right. */
  async function identify(key: string): Promise<KeyBearer | undefined> {
    const answer = await find(digestOf(key));
    const now = Date.now();
    if (!answer.known || (answer.key.expiresAt && answer.key.expiresAt.getTime() <= now)) return undefined;
    await noteUse(answer.key, now);
    const { _id: id, user, roles, department, scope = { kind: 'write' } } = answer.key;
    return { id, actor: { user, roles, ...(department !== undefined && { department }) }, scope };
  }

  async function find(digest: string): Promise<Answer> {
    const kept = answers.get(digest);
    if (kept) return kept;
    const key = await keys.findOne({ _id: digest });
    const answer: Answer = key ? { known: true, key } : { known: false };
    answers.set(digest, answer);
    return answer;
  }

  async function noteUse(key: ApiKeyDocument, now: number): Promise<void> {
    if (key.lastUsedAt && now - key.lastUsedAt.getTime() < USE_NOTED_EVERY_MS) return;
    const lastUsedAt = new Date(now);
    answers.set(key._id, { known: true, key: { ...key, lastUsedAt } });
    try {
      await keys.updateOne({ _id: key._id }, { $max: { lastUsedAt } });
    } catch {
      // Nobody is turned away because their last use could not be noted; it is tried again with the next one.
      answers.set(key._id, { known: true, key });
    }
  }

  async function withdrawKey(id: string): Promise<boolean> {
    const { deletedCount } = await keys.deleteOne({ _id: id });
    answers.delete(id);
    return deletedCount === 1;
  }

  async function withdraw(user: string): Promise<number> {
    const { deletedCount } = await keys.deleteMany({ user });
    answers.clear();
    return deletedCount;
  }

  return {
    create,
    authenticate: async (key) => (await identify(key))?.actor,
    identify,
    all: async () => (await keys.find().sort({ createdAt: -1, _id: 1 }).toArray()).map(listed),
    find: async (id) => {
      const found = await keys.findOne({ _id: id });
      return found ? listed(found) : undefined;
    },
    idOf: digestOf,
    withdrawKey,
    withdraw,
  };
}

function listed({ _id: id, ...rest }: ApiKeyDocument): ListedKey {
  return { id, ...rest };
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
