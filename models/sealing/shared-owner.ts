/**
 * Whose key a text has that several cases share, such as the reason of a bulk assignment: its own, as no single case
 * could lend its key.
 */
export function sharedOwner(id: string): string {
  return `shared:${id}`;
}
