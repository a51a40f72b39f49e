/**
 * Which texts of a value are sealed. Each field of each shape is named, so that the compiler asks about a new one.
 *
 * - `plain`: nothing in it.
 * - `sealed`: every text in it, however deep.
 * - one plan in brackets: for each element of a list.
 */
export type Plan<T> =
  | 'plain'
  | 'sealed'
  | ([T] extends [readonly (infer E)[]]
      ? readonly [Plan<E>]
      : [T] extends [object]
        ? { readonly [K in FieldsOf<T>]-?: Plan<FieldOf<T, K>> }
        : never);

/** The fields of every member of a union. */
type FieldsOf<T> = T extends unknown ? keyof T : never;
type FieldOf<T, K> = T extends { readonly [F in K & PropertyKey]?: infer V } ? NonNullable<V> : never;

/** A plan, whatever it is for. */
export type AnyPlan = 'plain' | 'sealed' | readonly [AnyPlan] | { readonly [field: string]: AnyPlan };

/** Texts by where they stood: the names of the fields, with a slash between them. */
export type Texts = Readonly<Record<string, string>>;

/** What stands in the place of a text that is sealed, and is read once its key is destroyed. */
export const ERASED = '[erased]';

/**
 * Takes the texts out.
 *
 * @returns a copy in which `ERASED` stands in the place of each, and the texts; what is erased already is left as it is
 */
export function conceal<T extends object>(
  value: T,
  plan: AnyPlan,
): { readonly plain: T; readonly texts: Texts } {
  const plain = structuredClone(value);
  const texts: Record<string, string> = {};
  takeOut(plain, plan, '', texts);
  return { plain, texts };
}

/** Puts texts back where they stood, in the value itself, which is returned. What was not read of it is passed over. */
export function reveal<T extends object>(value: T, texts: Texts): T {
  for (const [place, text] of Object.entries(texts)) putBack(value, place.split('/'), text);
  return value;
}

function takeOut(inside: object, plan: AnyPlan, path: string, texts: Record<string, string>): void {
  if (plan === 'plain') return;
  for (const [field, value] of Object.entries(inside)) {
    const place = `${path}${field}`;
    // What the plan does not know is sealed: nothing is kept plain by mistake.
    const inner = planOf(plan, field);
    if (typeof value === 'string') {
      if (inner !== 'sealed' || value === ERASED) continue;
      texts[place] = value;
      Reflect.set(inside, field, ERASED);
    } else if (isInside(value)) {
      takeOut(value, inner, `${place}/`, texts);
    }
  }
}

function planOf(plan: Exclude<AnyPlan, 'plain'>, field: string): AnyPlan {
  if (plan === 'sealed') return 'sealed';
  if (isForElements(plan)) return plan[0];
  return plan[field] ?? 'sealed';
}

function isForElements(plan: AnyPlan): plan is readonly [AnyPlan] {
  return Array.isArray(plan);
}

function isInside(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

function putBack(inside: object, [field = '', ...rest]: readonly string[], text: string): void {
  const there: unknown = Reflect.get(inside, field);
  if (rest.length === 0 && there === ERASED) Reflect.set(inside, field, text);
  if (rest.length > 0 && isInside(there)) putBack(there, rest, text);
}
