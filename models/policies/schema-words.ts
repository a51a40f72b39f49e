import { closest } from 'fastest-levenshtein';
import { z } from 'zod';

/** More values than this are not listed in a message: the likeliest one is. */
const LISTED = 12;

/** An object that knows its keys: another key is refused, with what was probably meant. */
export function block<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `'${key}' is not known here: ${meant(key, known)}`).join(' ')
        : undefined,
  });
}

/** One of some words; another is refused, with what was probably meant. */
export function oneOf<const V extends readonly string[]>(
  values: V,
): z.ZodEnum<z.core.util.ToEnum<V[number]>> {
  return z.enum(values, {
    error: ({ input }) =>
      typeof input === 'string'
        ? `'${input}' is not known here: ${meant(input, values)}`
        : `${input === undefined ? 'is missing: write' : 'Write'} ${values.length > LISTED ? 'a word, such as ' + (values[0] ?? '') : 'one of ' + values.join(', ')}.`,
  });
}

function meant(written: string, known: readonly string[]): string {
  const guess = `did you mean '${closest(written, known)}'?`;
  return known.length > LISTED ? guess : `${guess} Known: ${known.join(', ')}.`;
}
