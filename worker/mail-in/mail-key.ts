import { createHash } from 'node:crypto';

/**
 * What a mail is known by, in hex: its Message-ID together with its content, as the one alone can be left out or copied
 * from another mail.
 */
export function mailKey(messageId: string, source: Buffer): string {
  const content = createHash('sha256').update(source).digest('hex');
  return createHash('sha256')
    .update(JSON.stringify([messageId, content]))
    .digest('hex');
}

/** A UUID that is always the same for the same part of the same mail. */
export function uuidOf(key: string, part: string): string {
  const hex = createHash('sha256').update(`${key}/${part}`).digest('hex');
  // Version 8: of our own making (RFC 9562).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
