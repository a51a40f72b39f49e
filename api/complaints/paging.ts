import { z } from 'zod';

const SHORTEST = 1;
const LONGEST = 200;
const USUAL = 50;

export const limit = z.coerce
  .number()
  .int()
  .min(SHORTEST)
  .max(LONGEST)
  .default(USUAL)
  .meta({ description: 'How many items a page has' });

export const cursor = z
  .string()
  .min(1)
  .max(200)
  .exactOptional()
  .meta({ description: 'The “next” of the page before' });

/** A page: `next` is there unless it is the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().exactOptional() });
}
