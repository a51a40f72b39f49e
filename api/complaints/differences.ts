import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export const differenceSchema = z
  .object({
    field: z.string().meta({ description: 'Where it stands in the case', example: 'customer.phone' }),
    before: z.unknown().optional().meta({ description: 'Absent if it was not there' }),
    after: z.unknown().optional().meta({ description: 'Absent if it is not there any more' }),
  })
  .meta({ id: 'Difference' });

export type DifferenceView = z.input<typeof differenceSchema>;

/** What differs between two views of one thing, field by field: objects are looked into, lists are compared whole. */
export function differencesBetween(before: object, after: object, within = ''): DifferenceView[] {
  const [had, has] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...had.keys(), ...has.keys()])].flatMap((name) =>
    differencesOf(within === '' ? name : `${within}.${name}`, had.get(name), has.get(name)),
  );
}

function differencesOf(field: string, before: unknown, after: unknown): DifferenceView[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isFields(before) && isFields(after)) return differencesBetween(before, after, field);
  return [{ field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
