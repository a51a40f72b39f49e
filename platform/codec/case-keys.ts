import type { KeyObject } from 'node:crypto';

/** What is known of a data key. `destroyed` is for ever (erasure); `unknown` means it was never made here. */
export type FoundKey =
  | { readonly state: 'present'; readonly key: KeyObject }
  | { readonly state: 'destroyed' }
  | { readonly state: 'unknown' };

/**
 * The data keys, by owner: the number of a case, or {@link SYSTEM_OWNER}. Both reject when the store is out of
 * reach and the key is not in memory.
 */
export interface CaseKeys {
  /** The owner's key, made if there is none. Rejects if it was destroyed. */
  keyFor(owner: string): Promise<KeyObject>;
  /** Looks the owner's key up, and never makes one. */
  find(owner: string): Promise<FoundKey>;
}

/** Owner of the one key for everything that belongs to no case: scheduled workflows, failures without a context. */
export const SYSTEM_OWNER = 'system';

/** `C20261122-000042`, alone or as the beginning of the id of a child (`C20261122-000042-W1`). */
const RECORD_NUMBER = /^[A-Z]{1,3}\d{8}-\d{6,}(?![0-9A-Za-z])/;

/**
 * Files have keys of their own, as they are kept before they belong to a case; so have texts that several cases share, and
 * what is kept of a customer that is no case.
 */
const OF_ITS_OWN = /^(?:file:[0-9a-f-]{36}|shared:[\w-]+|(?:follow-up|mail|import-row):.+)$/;

/**
 * Whose key encrypts the payloads of a workflow, and what is stored. Children whose id begins with the number of their case share
 * its key, so that destroying that one key erases the case whole.
 */
export function keyOwner(workflowId: string | undefined): string {
  return RECORD_NUMBER.exec(workflowId ?? '')?.[0] ?? OF_ITS_OWN.exec(workflowId ?? '')?.[0] ?? SYSTEM_OWNER;
}
