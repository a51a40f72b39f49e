import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * Digests by which the mails of one sender are counted and nobody's address is found: without the master key, no list of
 * addresses can be tried out on them.
 */
export function createSenderDigests(masterKey: KeyObject): (address: string) => string {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'redress mail sender', 32));
  return (address) => createHmac('sha256', key).update(address.toLowerCase()).digest('hex').slice(0, 32);
}
