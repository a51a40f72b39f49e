import type { Happening, Trigger } from '../../../domain/policy/policy';
import type { PackPath } from '../pack-file';
import type { Rules } from '../pack-schema';

/** A condition or a list of triggers of a pack, and where it stands. */
export interface Placed<T> {
  readonly value: T;
  readonly path: PackPath;
}

export type PlacedCondition = Placed<NonNullable<Rules['clocks'][number]['when']>>;

/** Every condition under which a rule of the pack stands. */
export function conditionsOf({ clocks, notices, supervision }: Rules): readonly PlacedCondition[] {
  return [
    ...clocks.flatMap(({ id, when }) => (when ? [{ value: when, path: ['clocks', { id }, 'when'] }] : [])),
    ...notices.flatMap(({ when }, index) =>
      when ? [{ value: when, path: ['notices', index, 'when'] }] : [],
    ),
    ...supervision.calls.map(({ when }, index) => ({
      value: when,
      path: ['supervision', 'calls', index, 'when'],
    })),
  ];
}

export type TriggerList = 'from' | 'until' | 'resumes';

/** Every trigger of every clock. */
export function triggersOf({ clocks }: Rules): readonly (Placed<Trigger> & { readonly list: TriggerList })[] {
  return clocks.flatMap(({ id, from, until, resumes = [] }) =>
    Object.entries({ from, until, resumes } satisfies Record<TriggerList, readonly Trigger[]>).flatMap(
      ([list, triggers]) =>
        triggers.map((value, index) => ({
          value,
          list: list === 'from' || list === 'until' ? list : 'resumes',
          path: ['clocks', { id }, list, index],
        })),
    ),
  );
}

/** What a trigger waits for, whatever its conditions. */
export function happeningOf(trigger: Trigger): Happening {
  return typeof trigger === 'string' ? trigger : trigger.on;
}
