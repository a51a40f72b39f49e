import { z } from 'zod';
import { CONTENT_TYPES, SUBTYPES } from '../../domain/case/classification';

const count = z.int();
const percent = z
  .number()
  .exactOptional()
  .meta({ description: 'Cut off after two digits; absent: there is nothing to take a share of' });

const counts = {
  count,
  open: count,
  overdue: count.meta({ description: 'With a clock past its due time' }),
} as const;

export const figuresSchema = z
  .object({
    complaints: count.meta({ description: 'Entered in the time' }),
    problemTypes: z.array(
      z.object({
        contentType: z.enum(CONTENT_TYPES).exactOptional(),
        subtype: z.enum(SUBTYPES).exactOptional(),
        count,
      }),
    ),
    troublePoints: z.object({
      departments: z.array(z.object({ department: z.string(), count })),
      channels: z.array(z.object({ channel: z.string(), count })),
    }),
    departments: z.array(
      z.object({
        department: z.string(),
        ...counts,
        broken: z.array(z.object({ clause: z.string(), count })),
        heldMs: z.number().meta({ description: 'How long it held them, by the wall clock' }),
      }),
    ),
    persons: z.array(
      z.object({ user: z.string(), owned: z.object(counts), handled: z.object(counts), broken: count }),
    ),
    settledFirst: z.object({ closed: count, settled: count, percent }).meta({
      description:
        'Of those closed in the time: no second round, no reopening, no repeat on the same matter by the same customer within 90 days',
    }),
    satisfaction: z.object({
      complainants: z.object({ closed: count, satisfied: count, rating: z.number().exactOptional() }),
      visitors: z
        .object({ respondents: count, satisfied: count, percent })
        .meta({ description: 'Of surveys that lie within the time' }),
    }),
  })
  .meta({ id: 'Figures' });
