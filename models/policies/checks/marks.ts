import { placesOf } from '../default-places';
import type { Finding } from '../describe-issue';
import type { Rules } from '../pack-schema';

/** A mark on something that the pack does not say would mark nothing. */
export function idleMarks(rules: Rules): readonly Finding[] {
  return rules.defaults.flatMap((place, index) =>
    placesOf(rules, place)
      ? []
      : [
          {
            path: ['defaults', index],
            message: `this pack says nothing at '${place}': write the place of a value, such as closing.reopenWindow or clocks.*.rungs.`,
          },
        ],
  );
}
