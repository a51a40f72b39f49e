import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CaseKeys, FoundKey } from '../../platform/codec';

/** Keys in memory that can be taken away, as a mongod outage or an erasure would. */
export class KeysInMemory implements CaseKeys {
  private readonly keys = new Map<string, KeyObject>();
  private readonly destroyed = new Set<string>();
  /** Owners for which `keyFor` was asked. */
  readonly asked: string[] = [];
  outOfReach = false;

  keyFor(owner: string): Promise<KeyObject> {
    this.asked.push(owner);
    if (this.outOfReach) return Promise.reject(new Error('The store of keys is out of reach'));
    if (this.destroyed.has(owner)) return Promise.reject(new Error(`The key of ${owner} was destroyed`));
    const key = this.keys.get(owner) ?? createSecretKey(randomBytes(32));
    this.keys.set(owner, key);
    return Promise.resolve(key);
  }

  find(owner: string): Promise<FoundKey> {
    if (this.outOfReach) return Promise.reject(new Error('The store of keys is out of reach'));
    if (this.destroyed.has(owner)) return Promise.resolve({ state: 'destroyed' });
    const key = this.keys.get(owner);
    return Promise.resolve(key ? { state: 'present', key } : { state: 'unknown' });
  }

  destroy(owner: string): void {
    this.destroyed.add(owner);
  }
}
