/**
 * Whose key something has that is kept of a customer and belongs to no case: its own, so that it is erased alone.
 *
 * @param kind a mail or a row of an import: as long as it has become no case
 */
export function entryOwner(kind: 'follow-up' | 'mail' | 'import-row', id: string): string {
  return `${kind}:${id}`;
}
