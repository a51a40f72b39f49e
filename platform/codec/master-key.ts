import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { open, seal } from './sealed-box';

/** Wraps the data keys of the cases, so that the database alone reveals nothing. */
export interface MasterKey {
  /** Tells this master key from others, and reveals nothing of it. Stored beside each wrapped key. */
  readonly version: string;
  /** Encrypts a data key for its owner. Base64. */
  wrap(dataKey: KeyObject, owner: string): string;
  /**
   * Reverses `wrap`.
   *
   * @throws {WrongMasterKeyError} if it was wrapped by another master key, or for another owner
   */
  unwrap(wrapped: string, owner: string, version: string): KeyObject;
}

/** A data key was wrapped by a master key that this process was not given. */
export class WrongMasterKeyError extends Error {
  override readonly name = 'WrongMasterKeyError';

  constructor(owner: string, needed: string, given: string) {
    super(
      `The data key of ${owner} was wrapped by master key ${needed}, and this process has ${given}. ` +
        'Give it the master key that the installation was started with (MASTER_KEY_FILE). If a rotation was cut off, ' +
        'run it to its end: npm run keys -- rotate.',
    );
  }
}

/** Wraps with this key, of 256 bits. */
export function createMasterKey(key: KeyObject): MasterKey {
  const version = createHmac('sha256', key).update('redress master key version').digest('hex').slice(0, 12);
  return {
    version,
    wrap: (dataKey, owner) => seal(key, dataKey.export(), owner).toString('base64'),
    unwrap: (wrapped, owner, wrappedBy) => {
      const dataKey = open(key, Buffer.from(wrapped, 'base64'), owner);
      if (dataKey === undefined) throw new WrongMasterKeyError(owner, wrappedBy, version);
      return createSecretKey(dataKey);
    },
  };
}
