import { z } from 'zod';
import { ENTRY_KINDS } from '../../models/erasure';
import { instant } from '../complaints/fields';
import { holdSchema, holdView } from '../keeping/schemas';
import type { CaseResult, EntryResult, SubjectResults } from './erase-subject';

const caseResult = z.object({
  number: z.string(),
  outcome: z.enum(['erasable', 'erased', 'erased-before', 'held', 'not-archived', 'gone']).meta({
    description:
      '`erasable`: it would be erased now. `held`: legal holds stand. `not-archived`: it is still being handled, or can be reopened. `gone`: no such case is kept.',
  }),
  erasedAt: instant.nullable(),
  holds: z.array(holdSchema).meta({ description: 'Of `held`: those that stand' }),
  stage: z.string().nullable().meta({ description: 'Of `not-archived`' }),
  reopenUntil: instant.nullable().meta({ description: 'Of one that is closed; it is archived after that' }),
});

const entryResult = z.object({
  kind: z.enum(ENTRY_KINDS),
  id: z.string().meta({ description: 'Of a row: its import, a slash, and the row' }),
  outcome: z.enum(['erasable', 'erased', 'erased-before', 'of-case', 'being-filed', 'gone']).meta({
    description:
      '`of-case`: it became a case, and is erased with it. `being-filed`: it is just becoming one; ask again. `gone`: nothing is kept of it any more.',
  }),
  number: z.string().nullable().meta({ description: 'Of `of-case`: which; it may be none that was found' }),
});

export const subjectErasureSchema = z
  .object({
    id: z.string().meta({ description: 'Of the request' }),
    cases: z.array(caseResult),
    entries: z.array(entryResult).meta({ description: 'Regular contacts, mails, rows of imports' }),
  })
  .meta({ id: 'SubjectErasure' });

export function subjectErasureView(
  id: string,
  { cases, entries }: SubjectResults,
): z.input<typeof subjectErasureSchema> {
  return { id, cases: cases.map(caseView), entries: entries.map(entryView) };
}

function caseView({ number, outcome }: CaseResult): z.input<typeof caseResult> {
  const nothing = { number, erasedAt: null, holds: [], stage: null, reopenUntil: null };
  switch (outcome.kind) {
    case 'erased': {
      const { at, finishedAt = at } = outcome.erasure;
      const when = outcome.repeated ? 'erased-before' : 'erased';
      return { ...nothing, outcome: when, erasedAt: finishedAt.toISOString() };
    }
    case 'held':
      return { ...nothing, outcome: 'held', holds: outcome.holds.map(holdView) };
    case 'not-archived': {
      const { stage, reopenUntil = null } = outcome;
      return { ...nothing, outcome: 'not-archived', stage, reopenUntil };
    }
    case 'unknown':
      return { ...nothing, outcome: 'gone' };
    case 'erasable':
      return { ...nothing, outcome: 'erasable' };
  }
}

function entryView({ kind, id, outcome }: EntryResult): z.input<typeof entryResult> {
  switch (outcome.kind) {
    case 'erased': {
      const now = 'repeated' in outcome && !outcome.repeated;
      return { kind, id, outcome: now ? 'erased' : 'erased-before', number: null };
    }
    case 'of-case':
      return { kind, id, outcome: 'of-case', number: outcome.number };
    default:
      return { kind, id, outcome: outcome.kind, number: null };
  }
}
