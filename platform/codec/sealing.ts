import type { KeyObject } from 'node:crypto';
import type { Transform } from 'node:stream';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { UnknownKeyError } from './case-codec';
import { keyOwner, type CaseKeys } from './case-keys';
import { open, seal } from './sealed-box';
import { openingStream, sealingStream } from './sealed-stream';

/** What was sealed for a case does not open: it was changed, or put in the place of something else. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';

  constructor(owner: string) {
    super(
      `Something of ${owner} does not open with its key: it was changed, or comes from elsewhere. ` +
        'Restore it from a backup.',
    );
  }
}

/** Keys, many of which can be fetched or made at once. */
export interface PreparedKeys extends CaseKeys {
  prepare(owners: readonly string[]): Promise<void>;
  make(owners: readonly string[], expiresAt: Date): Promise<ReadonlyMap<string, KeyObject>>;
}

/** Below this, compressing gains little. Bytes. */
const COMPRESS_FROM = 512;
const PLAIN = 0;
const DEFLATED = 1;

/** Seals what is stored with the key of the case that it belongs to; what belongs to none, with that of the system. */
export function createSealing(keys: PreparedKeys) {
  return {
    /** @throws if the key was destroyed, or cannot be had now */
    seal: async (owner: string, content: Uint8Array, bound: string): Promise<Uint8Array> =>
      seal(await keys.keyFor(keyOwner(owner)), packed(content), bound),

    /** Each with a key of its own, which is made for it, and forgotten at a time. @throws if an owner has one */
    sealEach: async (
      owned: readonly { readonly owner: string; readonly content: Uint8Array; readonly bound: string }[],
      expiresAt: Date,
    ): Promise<readonly Uint8Array[]> => {
      const made = await keys.make(
        owned.map(({ owner }) => keyOwner(owner)),
        expiresAt,
      );
      return owned.map(({ owner, content, bound }) => {
        const key = made.get(keyOwner(owner));
        if (!key) throw new UnknownKeyError(keyOwner(owner));
        return seal(key, packed(content), bound);
      });
    },

    /**
     * @returns undefined if the key was destroyed
     * @throws {UnknownKeyError} if there is no key, not even a destroyed one
     * @throws {SealBrokenError} if it was changed, or sealed as something else
     */
    open: async (owner: string, sealed: Uint8Array, bound: string): Promise<Uint8Array | undefined> => {
      const found = await keys.find(keyOwner(owner));
      if (found.state === 'destroyed') return undefined;
      if (found.state === 'unknown') throw new UnknownKeyError(keyOwner(owner));
      const content = open(found.key, sealed, bound);
      if (!content) throw new SealBrokenError(keyOwner(owner));
      return unpacked(content);
    },

    /** What is written into it comes out sealed. @throws if the key was destroyed, or cannot be had now */
    sealer: async (owner: string): Promise<Transform> => sealingStream(await keys.keyFor(keyOwner(owner))),

    /** Reverses `sealer`. @returns undefined if the key was destroyed */
    opener: async (owner: string): Promise<Transform | undefined> => {
      const found = await keys.find(keyOwner(owner));
      if (found.state === 'unknown') throw new UnknownKeyError(keyOwner(owner));
      return found.state === 'present' ? openingStream(found.key) : undefined;
    },

    /** Fetches the keys of these owners at once. */
    prepare: (owners: readonly string[]): Promise<void> => keys.prepare([...new Set(owners.map(keyOwner))]),
  };
}

function packed(content: Uint8Array): Buffer {
  const smaller = content.length >= COMPRESS_FROM ? deflateRawSync(content) : undefined;
  return smaller && smaller.length < content.length
    ? Buffer.concat([Buffer.of(DEFLATED), smaller])
    : Buffer.concat([Buffer.of(PLAIN), content]);
}

function unpacked(content: Buffer): Buffer {
  const inside = content.subarray(1);
  return content[0] === DEFLATED ? inflateRawSync(inside) : inside;
}
