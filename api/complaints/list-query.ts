import { z } from 'zod';
import { CONTENT_TYPES, LEVELS, URGENCIES } from '../../domain/case/classification';
import { KINDS } from '../../domain/case/intake';
import { STAGES } from '../../domain/case/stage';
import { NOBODY, SORTS, VIEWS, type CaseFilter } from '../../models/cases';
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
      'Open complaints that wait for you, as you hold one of their clocks; that wait for others while you have a part in them; or that wait for a decision that you may take',
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
  soon: z.literal('true').exactOptional().meta({
    description:
      'Only complaints whose first clock is due within the hour, or is in the last quarter of its time',
  }),
  pressing: z
    .literal('true')
    .exactOptional()
    .meta({ description: 'Only complaints that are overdue or soon due' }),
  dueFrom: instant.exactOptional().meta({ description: 'The clock that is due first is due then or later' }),
  dueBefore: instant.exactOptional().meta({ description: 'The clock that is due first is due earlier' }),
  clause: line
    .exactOptional()
    .meta({ description: 'Of the clock that is due first', example: 'media/3.2-accept' }),
  holder: line.exactOptional().meta({
    description: `User id of who holds the clock that is due first; ${NOBODY} while nobody is named`,
  }),
  holderDepartment: line
    .exactOptional()
    .meta({ description: 'Which department holds the clock that is due first' }),
  rung: z.coerce.number().int().min(0).exactOptional().meta({
    description: 'The highest rung of the clock that is due first that has fired, in percent; 0: none',
  }),
  person: line.exactOptional().meta({ description: 'User id of somebody with a part in it' }),
  broken: line.exactOptional().meta({ description: 'A clause that was broken', example: 'media/3.2-accept' }),
  createdFrom: instant.exactOptional().meta({ description: 'It was entered then or later' }),
  createdBefore: instant.exactOptional().meta({ description: 'It was entered earlier' }),
  q: z.string().trim().min(2, 'Write two characters at least.').max(100).exactOptional().meta({
    description:
      'The beginning of a number, or of a customer’s name, company, phone, e-mail or account; or words of two characters and more that stand anywhere in its texts: matter, notes, contacts, findings, plans, results and all else that people wrote. Several words must all be there',
  }),
  sort: z.enum(SORTS).default('dueAt').meta({ description: 'The nearest due time, or the newest, first' }),
  limit,
  cursor,
});

export type ListQuery = z.output<typeof listQuery>;

/** The filter that a query asks for. */
export function filterOf(query: ListQuery, now: Date): CaseFilter {
  const {
    stage,
    overdue,
    soon,
    pressing,
    dueFrom,
    dueBefore,
    createdFrom,
    createdBefore,
    sort: _sort,
    limit: _limit,
    cursor: _cursor,
    ...same
  } = query;
  const before = timesOf(overdue && now, dueBefore).toSorted(byTime)[0];
  // What is soon due is not overdue.
  const from = timesOf(soon && now, dueFrom)
    .toSorted(byTime)
    .at(-1);
  return {
    ...same,
    ...(stage && { stages: stage }),
    ...((soon ?? pressing) && { soonAt: now }),
    ...(from && { dueFrom: from }),
    ...(before && { dueBefore: before }),
    ...(createdFrom !== undefined && { createdFrom: new Date(createdFrom) }),
    ...(createdBefore !== undefined && { createdBefore: new Date(createdBefore) }),
  };
}

function timesOf(...times: readonly (Date | string | undefined)[]): Date[] {
  return times.filter((time) => time !== undefined).map((time) => new Date(time));
}

function byTime(a: Date, b: Date): number {
  return a.getTime() - b.getTime();
}
