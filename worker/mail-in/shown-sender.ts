/** wang@example.com is w***@example.com: enough to recognize a sender by. */
export function cutAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}
