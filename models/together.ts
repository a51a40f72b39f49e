/** So many at a time, in their order; the last time perhaps fewer. */
export async function* together<T>(items: AsyncIterable<T>, most: number): AsyncGenerator<readonly T[]> {
  let some: T[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length < most) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
