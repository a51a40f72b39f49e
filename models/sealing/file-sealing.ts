import type { Transform } from 'node:stream';
import type { Sealing } from './sealing';

/** Encrypts the contents of files piece by piece, each file with a key of its own. */
export interface FileSealing extends Sealing {
  /** What is written into it comes out sealed. */
  sealer(owner: string): Promise<Transform>;
  /** Reverses `sealer`; it fails at its end if anything was changed. Undefined if the key was destroyed. */
  opener(owner: string): Promise<Transform | undefined>;
}

/** Whose key a file has: its own, as it is kept before it belongs to a case. */
export function fileOwner(id: string): string {
  return `file:${id}`;
}
