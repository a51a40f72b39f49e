import { createHash } from 'node:crypto';

/** A UUID that is always the same for the same thing, so that a command which is sent again is carried out once. */
export function commandIdOf(thing: string): string {
  const hex = createHash('sha256').update(thing).digest('hex');
  // Version 8: of our own making (RFC 9562).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
