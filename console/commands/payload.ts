import type { FieldProblem } from '../http/failure';

/** What a form holds. */
export type Values = Readonly<Record<string, unknown>>;

/** The body of a command: what was left empty is left out, with groups of which nothing was filled in. */
export function payloadOf(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, given(value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function given(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(given).filter((one) => one !== undefined);
  if (typeof value === 'object') {
    const filled = payloadOf({ ...value });
    // A currency alone is no sum.
    const said = Object.keys(filled).filter((name) => name !== 'currency');
    return said.length === 0 ? undefined : filled;
  }
  return value;
}

/** `steps[0].due` as a form names it: `['steps', 0, 'due']`. */
export function placeOf({ field }: FieldProblem): (string | number)[] {
  return [...field.matchAll(/([^.[\]]+)/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}
