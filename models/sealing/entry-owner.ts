/**
 * Whose key something has that is kept of a customer and belongs to no case: its own, so that it is erased alone.
 *
 * @param kind `mail`: as long as it has become no case
 */
export function entryOwner(kind: 'follow-up' | 'mail', id: string): string {
  return `${kind}:${id}`;
}
