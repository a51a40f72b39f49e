import { z } from 'zod';
import { CONTENT_TYPES, LEVELS, SUBTYPES, URGENCIES } from '../../domain/case/classification';
import { STAGES } from '../../domain/case/stage';
import { FOLLOW_UP_REASONS } from '../../domain/duties/entries';
import { DUTY_KINDS } from '../../domain/policy/duty';
import { instant } from '../complaints/fields';
import { figuresSchema } from '../figures/schema';

const count = z.int();

const done = z
  .object({ at: instant, by: z.string() })
  .exactOptional()
  .meta({ description: 'Absent: it is still to be done' });

export const taskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call-back'), number: z.string(), done }),
  z.object({ kind: z.literal('survey'), done }),
  z.object({ kind: z.literal('check'), channel: z.string().exactOptional(), done }),
  z.object({ kind: z.literal('follow-up'), reason: z.enum(FOLLOW_UP_REASONS).exactOptional(), done }),
  z.object({ kind: z.literal('answer'), done }),
  z.object({ kind: z.literal('figures'), done }),
]);

const listed = z.object({
  number: z.string(),
  department: z.string(),
  contentType: z.enum(CONTENT_TYPES).exactOptional(),
  subtype: z.enum(SUBTYPES).exactOptional(),
  urgency: z.enum(URGENCIES).exactOptional(),
  level: z.enum(LEVELS).exactOptional(),
  stage: z.enum(STAGES),
});

const resultSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('call-backs'), closed: count, open: count, atLeast: count, sampled: count }),
  z.object({
    what: z.literal('list'),
    total: count,
    cases: z.array(listed),
    important: z.array(z.string()).meta({ description: 'From level orange on' }),
  }),
  z.object({ what: z.literal('review'), figures: figuresSchema, before: figuresSchema }),
  z.object({
    what: z.literal('target'),
    target: z.number(),
    respondents: count,
    satisfied: count,
    percent: z.number().exactOptional().meta({ description: 'Absent: no figures were entered' }),
    met: z.boolean().exactOptional(),
  }),
  z.object({ what: z.enum(['survey', 'media-check', 'follow-up']) }),
]);

/** What is read of the figures now, where they were entered after the report was made. */
const now = z
  .object({
    respondents: count,
    satisfied: count,
    percent: z.number().exactOptional(),
    met: z.boolean().exactOptional(),
  })
  .exactOptional()
  .meta({ description: 'Target: by the figures that have been entered by now' });

export const summarySchema = z
  .object({
    id: z.string(),
    pack: z.string(),
    version: count,
    duty: z.string(),
    clause: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    what: z.enum(DUTY_KINDS),
    period: z.object({ from: instant, to: instant }),
    dueAt: instant,
    madeAt: instant,
    state: z.enum(['open', 'overdue', 'done']),
    tasks: z.array(taskSchema),
    undoneBefore: z.object({ report: z.string(), tasks: count }).nullable(),
    answer: z.object({ text: z.string(), by: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'DutyReportSummary' });

export const reportSchema = summarySchema.extend({ result: resultSchema, now }).meta({ id: 'DutyReport' });
