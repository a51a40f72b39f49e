import { z } from 'zod';
import { CONTENT_TYPES, LEVELS, URGENCIES } from '../../domain/case/classification';
import { KINDS } from '../../domain/case/intake';
import { STAGES } from '../../domain/case/stage';
import { SORTS, VIEWS, type CaseFilter } from '../../models/cases';
import { instant, line } from './fields';
import { cursor, limit } from './paging';

const stage = z.enum(STAGES);
const stages = z
  .string()
  .transform((text, context) => {
    const read = z.array(stage).safeParse(text.split(','));
    if (read.success) return read.data;
    context.addIssue({
      code: 'custom',
      message: `Must be of ${STAGES.join(', ')}, with commas between several.`,
    });
    return z.NEVER;
  })
  .meta({ description: `Of ${STAGES.join(', ')}; several with commas between them` });

/** The query of `GET /complaints`. All that are given must hold. */
export const listQuery = z.strictObject({
  view: z.enum(VIEWS).exactOptional().meta({
    description:
      'Open complaints that wait for you, as you hold one of their clocks; or that wait for others while you have a part in them',
  }),
  stage: stages.exactOptional(),
  department: line.exactOptional(),
  handler: line.exactOptional(),
  owner: line.exactOptional(),
  supervisor: line.exactOptional(),
  kind: z.enum(KINDS).exactOptional(),
  policy: line.exactOptional(),
  contentType: z.enum(CONTENT_TYPES).exactOptional(),
  urgency: z.enum(URGENCIES).exactOptional(),
  level: z.enum(LEVELS).exactOptional(),
  tag: line.exactOptional(),
  widespread: line.exactOptional().meta({ description: 'A group of similar complaints' }),
  overdue: z
    .literal('true')
    .exactOptional()
    .meta({ description: 'Only complaints one of whose clocks is past its due time' }),
  dueBefore: instant.exactOptional(),
  q: z.string().trim().min(2).max(100).exactOptional().meta({
    description: 'The beginning of a number, or of a customer’s name, company, phone, e-mail or account',
  }),
  sort: z.enum(SORTS).default('dueAt').meta({ description: 'The nearest due time, or the newest, first' }),
  limit,
  cursor,
});

export type ListQuery = z.output<typeof listQuery>;

/** The filter that a query asks for. */
export function filterOf(query: ListQuery, now: Date): CaseFilter {
  const { stage, overdue, dueBefore, sort: _sort, limit: _limit, cursor: _cursor, ...same } = query;
  const before = earlier(overdue && now, dueBefore === undefined ? undefined : new Date(dueBefore));
  return { ...same, ...(stage && { stages: stage }), ...(before && { dueBefore: before }) };
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
