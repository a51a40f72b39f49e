import { z } from 'zod';
import { LANGUAGES } from '../../models/policies';
import { instant, line } from '../complaints/fields';
import { reason } from '../rule-changes/view';

/** A pack is a file of some hundred lines; the longest of the product has 15,000 characters. */
const LONGEST = 200_000;

export const packId = z.string().max(100).meta({ example: 'media' });
export const version = z.coerce.number().int().min(1).meta({ example: 2 });
export const language = z.enum(LANGUAGES);

const packText = z.string().min(1).max(LONGEST).meta({ description: 'The pack as its file has it, YAML' });

export const draftBody = z.strictObject({ text: packText, language });

export const publishBody = z.strictObject({
  text: packText,
  basedOn: z.int().min(0).meta({
    description: 'The version that it was written on, 0 for a new pack; another one is answered with 409',
  }),
  reason: reason.meta({ description: 'Kept with the version and on the access record' }),
});

export const simulationBody = z.strictObject({
  text: packText,
  policy: line.exactOptional().meta({ description: 'Only past cases of this pack' }),
  from: z.iso.date().exactOptional().meta({ description: 'First day of entry' }),
  to: z.iso.date().exactOptional().meta({ description: 'Last day of entry' }),
  after: line.exactOptional().meta({ description: 'The “next” of the part before' }),
});

const count = z.object({ clocks: z.int(), broken: z.int() });
const outcome = z.enum(['running', 'paused', 'kept', 'broken']).nullable();

export const simulationSchema = z
  .object({
    total: z.int().nullable().meta({ description: 'How many cases there are; with the first part only' }),
    cases: z.int().meta({ description: 'How many of them are in this part' }),
    clauses: z.array(z.object({ clause: z.string(), recorded: count, simulated: count })),
    turned: z
      .array(
        z.object({
          number: z.string(),
          clause: z.string(),
          recorded: outcome,
          simulated: outcome,
          dueAt: instant.nullable(),
          endedAt: instant.nullable(),
        }),
      )
      .meta({ description: 'The clocks that would have ended otherwise; null: there was or would be none' }),
    leftOut: z
      .array(z.object({ number: z.string(), type: z.string(), at: instant, message: z.string() }))
      .meta({ description: 'Extensions and pauses that the draft would not have granted' }),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Send it as “after” for the next part; null: that was all' }),
  })
  .meta({ id: 'PackSimulation' });

const lineChangeSchema = z.object({
  change: z.enum(['same', 'added', 'removed']),
  line: z.string(),
});
export const differenceSchema = z.array(lineChangeSchema).meta({
  description: 'The plain sentences of both, line by line; empty where nothing differs',
});

export const checkSchema = z
  .object({
    problems: z
      .array(
        z.object({
          file: z.string().nullable().meta({
            description: 'Null: in the text; else in a published pack that it extends or that extends it',
          }),
          line: z.int(),
          column: z.int(),
          message: z.string(),
        }),
      )
      .meta({ description: 'Lines and columns count from 1' }),
    pack: z
      .object({
        id: z.string(),
        newest: z.int().meta({ description: 'The version that is in force; 0: none yet' }),
        changes: z
          .boolean()
          .meta({ description: 'Whether its rules differ from those of the newest version' }),
        alsoChanges: z.array(z.string()).meta({ description: 'The packs that extend it and change with it' }),
        sentences: z.array(z.string()).meta({ description: 'All of it in plain sentences' }),
        difference: differenceSchema,
      })
      .nullable()
      .meta({ description: 'Null while there are problems' }),
  })
  .meta({ id: 'PackCheck' });

export const versionLineSchema = z
  .object({
    version: z.int(),
    publishedAt: instant.nullable().meta({ description: 'Null: with a start of the system, from a file' }),
    publishedBy: z.string().nullable(),
    reason: z.string().nullable(),
    openCases: z.int().meta({ description: 'Cases that are not archived and run under it' }),
  })
  .meta({ id: 'PackVersionLine' });

export const packVersionSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    text: z.string().meta({ description: 'As its author wrote it' }),
  })
  .meta({ id: 'PackVersion' });

export const publishedSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    alsoPublished: z.array(z.object({ id: z.string(), version: z.int() })),
  })
  .meta({ id: 'PublishedPack' });
