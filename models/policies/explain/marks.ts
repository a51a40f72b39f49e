import { placesOf, type Place } from '../default-places';
import type { Rules } from '../pack-schema';

/** Which values of a pack its source leaves open. */
export interface Marks {
  /** Whether what is said about this place is a default, whole or in part. */
  at(...place: Place): boolean;
  /** The marks that nothing said so far was about, as the pack writes them. */
  rest(): readonly string[];
}

export function marksOf(rules: Rules): Marks {
  const marked = rules.defaults.map((mark) => ({ mark, places: placesOf(rules, mark) ?? [] }));
  const said = new Set<string>();
  return {
    at: (...place) => {
      const about = marked.filter(({ places }) =>
        places.some((one) => startsWith(one, place) || startsWith(place, one)),
      );
      about.forEach(({ mark }) => said.add(mark));
      return about.length > 0;
    },
    rest: () => rules.defaults.filter((mark) => !said.has(mark)),
  };
}

function startsWith(place: Place, beginning: Place): boolean {
  return beginning.every((step, index) => place[index] === step);
}
