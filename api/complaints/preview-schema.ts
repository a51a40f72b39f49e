import { z } from 'zod';
import { CONTENT_TYPES, URGENCIES } from '../../domain/case/classification';
import { STAGES } from '../../domain/case/stage';
import { summarySchema } from './case-schema';
import { holderSchema } from './clock-view';
import { filingSchema } from './submit';
import { instant, line, text } from './fields';

const { customer } = filingSchema.shape;

/** An intake while it is written: every field but the kind may be missing, and an e-mail address half done. */
export const draftSchema = filingSchema
  .extend({
    channel: line.exactOptional(),
    customer: customer.extend({ name: line.exactOptional(), email: line.exactOptional() }).exactOptional(),
    matter: text.exactOptional(),
  })
  .meta({ id: 'IntakeDraft' });

export type Draft = z.output<typeof draftSchema>;

export const previewSchema = z
  .object({
    problems: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .meta({ description: 'Why it could not be filed yet' }),
    personalNumbers: z
      .array(
        z.object({
          field: z.string(),
          kind: z.enum(['id-card', 'bank-card', 'sensitive']),
          from: z.int(),
          to: z.int(),
        }),
      )
      .meta({ description: 'Where numbers stand that are never kept: offsets in the text of the field' }),
    stage: z.enum(STAGES).nullable().meta({ description: 'Where it would wait first' }),
    route: z.string().nullable().meta({ description: 'The department that would get it at once' }),
    tag: z.string().nullable(),
    suggestion: z
      .object({ contentType: z.enum(CONTENT_TYPES), urgency: z.enum(URGENCIES).nullable() })
      .nullable()
      .meta({ description: 'The class that words of the matter suggest' }),
    clocks: z.array(
      z.object({
        clause: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        dueAt: instant,
        holder: holderSchema,
      }),
    ),
    similar: z.array(z.object({ because: z.enum(['customer', 'matter']), complaint: summarySchema })),
  })
  .meta({ id: 'IntakePreview' });

export type Preview = z.input<typeof previewSchema>;
