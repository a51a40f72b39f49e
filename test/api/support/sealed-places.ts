import type { AnyPlan } from '../../../models/sealing';

/** Something of which a plan says what is sealed, such as the payload of an event. */
export interface Planned {
  readonly type: string;
  readonly payload: unknown;
}

/** Every place that is sealed by some plan, such as `plan/steps/what`. */
export function sealedPlaces(plans: Readonly<Record<string, AnyPlan>>): readonly string[] {
  return Object.entries(plans).flatMap(([type, plan]) => placesOf(plan).map((place) => type + place));
}

/** The places that are sealed in which a word stands. */
export function placesWith(
  word: string,
  plans: Readonly<Record<string, AnyPlan>>,
  written: readonly Planned[],
): ReadonlySet<string> {
  return new Set(
    written.flatMap(({ type, payload }) =>
      placesIn(plans[type] ?? 'plain', payload, word).map((place) => type + place),
    ),
  );
}

function placesOf(plan: AnyPlan): readonly string[] {
  if (plan === 'plain') return [];
  if (plan === 'sealed') return [''];
  if (isForElements(plan)) return placesOf(plan[0]);
  return Object.entries(plan).flatMap(([field, inner]) =>
    placesOf(inner).map((place) => `/${field}${place}`),
  );
}

function placesIn(plan: AnyPlan, value: unknown, word: string): readonly string[] {
  if (plan === 'plain' || value === undefined) return [];
  if (plan === 'sealed') return JSON.stringify(value).includes(word) ? [''] : [];
  if (isForElements(plan)) {
    return Array.isArray(value) ? value.flatMap((one) => placesIn(plan[0], one, word)) : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(plan).flatMap(([field, inner]) =>
    placesIn(inner, Reflect.get(value, field), word).map((place) => `/${field}${place}`),
  );
}

function isForElements(plan: AnyPlan): plan is readonly [AnyPlan] {
  return Array.isArray(plan);
}
