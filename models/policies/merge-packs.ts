import { z } from 'zod';

/** The blocks in which an extending pack replaces single fields. */
const BLOCKS = ['routing', 'supervision', 'closing', 'titles'] as const;

const fields = z.record(z.string(), z.unknown());
const clock = z.looseObject({ id: z.string(), clause: z.string().optional() });
/** As much of a pack as merging needs; its schema has checked the rest. */
const source = z.looseObject({
  id: z.string(),
  extends: z.string().optional(),
  clocks: z.array(clock).default([]),
  routing: fields.default({}),
  supervision: fields.default({}),
  closing: fields.default({}),
  titles: fields.default({}),
});

export type Source = z.output<typeof source>;

/** The pack as written, its clocks with the clauses they serve, so that these stay when another pack inherits them. */
export function sourceOf(content: unknown): Source {
  const pack = source.parse(content);
  if (pack.extends !== undefined) return pack;
  return {
    ...pack,
    clocks: pack.clocks.map((own) => ({ ...own, clause: own.clause ?? `${pack.id}/${own.id}` })),
  };
}

/** A pack on top of the one it extends: clock by clock and field by field, what it says replaces what that one says. */
export function merged(below: Source, { extends: _below, ...above }: Source): Source {
  const blocks = Object.fromEntries(BLOCKS.map((name) => [name, { ...below[name], ...above[name] }]));
  return { ...below, ...above, ...blocks, clocks: mergedClocks(below, above) };
}

function mergedClocks(below: Source, above: Pick<Source, 'id' | 'clocks'>): Source['clocks'] {
  const own = new Map(above.clocks.map((one) => [one.id, one]));
  const inherited = below.clocks.map((one) => ({ ...one, ...own.get(one.id) }));
  const known = new Set(below.clocks.map(({ id }) => id));
  const added = above.clocks
    .filter(({ id }) => !known.has(id))
    .map((one) => ({ ...one, clause: one.clause ?? `${above.id}/${one.id}` }));
  return [...inherited, ...added];
}
