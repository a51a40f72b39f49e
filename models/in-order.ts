/**
 * All keys of an index, one look into it a key: the list of all of them would not fit into one answer of MongoDB.
 *
 * @param next the first key after the given one; undefined after the last
 */
export async function* inOrder(next: (after: string) => Promise<string | undefined>): AsyncGenerator<string> {
  for (let key = await next(''); key !== undefined; key = await next(key)) yield key;
}
