/** What belongs together, in its order. */
export interface Group<T> {
  readonly of: string;
  readonly items: readonly T[];
}

/** What two sides have of one owner; empty where one has nothing. */
export interface Both<L, R> {
  readonly of: string;
  readonly left: readonly L[];
  readonly right: readonly R[];
}

/** Neighbours with one owner, together; only one group is held at a time. */
export async function* grouped<T>(
  items: AsyncIterable<T>,
  ownerOf: (item: T) => string,
): AsyncGenerator<Group<T>> {
  let group: { of: string; items: T[] } | undefined;
  for await (const item of items) {
    const of = ownerOf(item);
    if (group && group.of === of) {
      group.items.push(item);
      continue;
    }
    if (group) yield group;
    group = { of, items: [item] };
  }
  if (group) yield group;
}

/** Two sides in the order of their owners, read in step, so that neither has to fit into memory. */
export async function* sideBySide<L, R>(
  left: AsyncGenerator<Group<L>>,
  right: AsyncGenerator<Group<R>>,
): AsyncGenerator<Both<L, R>> {
  let [one, other] = await Promise.all([left.next(), right.next()]);
  while (!one.done || !other.done) {
    const order = compared(one.done ? undefined : one.value.of, other.done ? undefined : other.value.of);
    yield {
      of: order <= 0 && !one.done ? one.value.of : other.done ? '' : other.value.of,
      left: order <= 0 && !one.done ? one.value.items : [],
      right: order >= 0 && !other.done ? other.value.items : [],
    };
    if (order <= 0) one = await left.next();
    if (order >= 0) other = await right.next();
  }
}

/** A side that has ended comes after everything. */
function compared(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -1 : 1;
}
