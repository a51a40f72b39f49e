import { z } from 'zod';
import { placesOf } from './default-places';

/** The blocks in which an extending pack replaces single fields. */
const BLOCKS = ['routing', 'supervision', 'closing', 'titles', 'record', 'findings', 'levels'] as const;

const fields = z.record(z.string(), z.unknown());
const rule = z.looseObject({ id: z.string(), clause: z.string().optional() });
/** As much of a pack as merging needs; its schema has checked the rest. */
const source = z.looseObject({
  id: z.string(),
  extends: z.string().optional(),
  defaults: z.array(z.string()).default([]),
  clocks: z.array(rule).default([]),
  duties: z.array(rule).default([]),
  routing: fields.default({}),
  supervision: fields.default({}),
  closing: fields.default({}),
  titles: fields.default({}),
  record: fields.default({}),
  findings: fields.default({}),
  levels: fields.default({}),
});

export type Source = z.output<typeof source>;

/** The pack as written, its clocks and duties with the clauses they serve, so that these stay when another pack inherits them. */
export function sourceOf(content: unknown): Source {
  const pack = source.parse(content);
  if (pack.extends !== undefined) return pack;
  return {
    ...pack,
    clocks: withClauses(pack.id, pack.clocks),
    duties: withClauses(pack.id, pack.duties),
  };
}

/** A pack on top of the one it extends: clock by clock, duty by duty, and field by field, what it says replaces what that one says. */
export function merged(below: Source, { extends: _below, ...above }: Source): Source {
  const blocks = Object.fromEntries(BLOCKS.map((name) => [name, { ...below[name], ...above[name] }]));
  return {
    ...below,
    ...above,
    ...blocks,
    // What this pack says itself is a default only if it says so again.
    defaults: [...below.defaults.filter((place) => !says(above, place)), ...above.defaults],
    clocks: mergedRules(above.id, below.clocks, above.clocks),
    duties: mergedRules(above.id, below.duties, above.duties),
  };
}

/** Whether the pack itself says something there; a mark for every clock stays. */
function says(pack: Source, place: string): boolean {
  const written = Object.fromEntries(Object.entries(pack).filter(([, value]) => !isEmpty(value)));
  return !place.includes('*') && placesOf(written, place) !== undefined;
}

/** Blocks that the pack leaves out are empty here. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

type Rule = z.output<typeof rule>;

function withClauses(pack: string, rules: readonly Rule[]): Rule[] {
  return rules.map((own) => ({ ...own, clause: own.clause ?? `${pack}/${own.id}` }));
}

function mergedRules(pack: string, below: readonly Rule[], above: readonly Rule[]): Rule[] {
  const own = new Map(above.map((one) => [one.id, one]));
  const known = new Set(below.map(({ id }) => id));
  return [
    ...below.map((one) => ({ ...one, ...own.get(one.id) })),
    ...withClauses(
      pack,
      above.filter(({ id }) => !known.has(id)),
    ),
  ];
}
