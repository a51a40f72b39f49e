import { z } from 'zod';
import type { FoundSummary } from '../../models/cases';
import { summarySchema } from './case-schema';
import { summaryView } from './case-view';

const foundSchema = z
  .object({
    event: z.string().meta({ description: 'The type of the event in whose text it stands' }),
    field: z.string().meta({ description: 'The field of its payload' }),
    text: z.string().meta({ description: 'A line of it' }),
    ranges: z
      .array(z.array(z.int()).length(2))
      .meta({ description: 'What was looked for, each from and up to before an index in UTF-16 units' }),
  })
  .meta({ description: 'Where in its texts it was found; absent if by its number or its customer alone' });

/** What a list shows of a case, and of a search where it was found. */
export const listedSchema = summarySchema
  .extend({ found: foundSchema.exactOptional() })
  .meta({ id: 'ListedCase' });

/** A line of a list. */
export function listedView(one: FoundSummary): z.input<typeof listedSchema> {
  const { found } = one;
  return {
    ...summaryView(one),
    ...(found && { found: { ...found, ranges: found.ranges.map(([from, to]) => [from, to]) } }),
  };
}
