import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * Digests of 64 bits by which texts are found and from which nobody reads them: without the master key, no word can be
 * tried out on them.
 */
export function createSearchDigests(masterKey: KeyObject): (gram: string) => bigint {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'redress search', 32));
  return (gram) => createHmac('sha256', key).update(gram).digest().readBigInt64BE();
}
