/** A place in a pack: its keys, from the outermost; members of a list with ids go by these. */
export type Place = readonly string[];

/**
 * The places in a pack that a mark such as `closing.reopenWindow`, `clocks.3.2-accept.rungs` (ids may hold dots) or
 * `clocks.*.rungs` (those clocks that have it) is about; undefined when there is none.
 */
export function placesOf(pack: unknown, mark: string): readonly Place[] | undefined {
  const places = below(pack, mark.split('.'));
  return places.length > 0 ? places : undefined;
}

function below(value: unknown, steps: readonly string[]): readonly Place[] {
  if (steps.length === 0) return value === undefined ? [] : [[]];
  return [...children(value)].flatMap(([name, child]) =>
    rests(name, steps).flatMap((rest) => below(child, rest).map((place) => [name, ...place])),
  );
}

function children(value: unknown): Iterable<readonly [name: string, child: unknown]> {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [idOf(item) ?? String(index), item]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function idOf(item: unknown): string | undefined {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'
    ? item.id
    : undefined;
}

/** What is left of the steps after this name: nothing if they don't lead there. */
function rests(name: string, steps: readonly string[]): readonly (readonly string[])[] {
  if (steps[0] === '*') return [steps.slice(1)];
  const length = name.split('.').length;
  return steps.slice(0, length).join('.') === name ? [steps.slice(length)] : [];
}
