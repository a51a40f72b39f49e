import { z } from 'zod';
import { CONTENT_TYPES } from '../../domain/case/classification';
import { admittedToAction } from '../../domain/corrective-action/admit';
import {
  ACTION_COMMANDS,
  ACTION_STAGES,
  type ActionTerms,
  type CorrectiveAction,
} from '../../domain/corrective-action/corrective-action';
import type { Actor } from '../../domain/people/actor';
import { instant } from '../complaints/fields';
import { taskClocks, taskClockViews } from '../tasks/views';

export const ACTION_ID = 'R20261122-000007';

export const actionSummarySchema = z
  .object({
    id: z.string(),
    department: z.string(),
    persons: z.array(z.string()),
    cases: z
      .array(z.string())
      .meta({ description: 'The cases it comes from; none for one that stands alone' }),
    reason: z.string(),
    stage: z.enum(ACTION_STAGES),
    revision: z.int(),
    issuedBy: z.string(),
    issuedAt: instant,
    dueAt: instant
      .nullable()
      .meta({ description: 'The earliest due time of its clocks; null while none runs' }),
    cycle: z.int().meta({ description: '1, and one more each time a repeat has reopened it' }),
    watchedUntil: instant.nullable().meta({ description: 'Until then a repeat reopens it' }),
  })
  .meta({ id: 'CorrectiveActionSummary' });

const done = { by: z.string(), at: instant };

export const actionSchema = actionSummarySchema
  .extend({
    about: z
      .object({ contentType: z.enum(CONTENT_TYPES).nullable(), subtype: z.string().nullable() })
      .meta({ description: 'A complaint of this class against the department is a repeat' }),
    plan: z.object({ measures: z.array(z.string()), due: instant, ...done }).nullable(),
    report: z.object({ result: z.string(), ...done }).nullable(),
    checks: z
      .array(z.object({ effective: z.enum(['yes', 'no']), note: z.string(), ...done }))
      .meta({ description: 'Every check of its effect, the first first' }),
    repeats: z.array(z.string()).meta({ description: 'The complaints that have reopened it' }),
    clocks: taskClocks,
    admitted: z.array(z.enum(ACTION_COMMANDS)).meta({ description: 'The commands that you may send now' }),
  })
  .meta({ id: 'CorrectiveAction' });

export const actionExample = {
  id: ACTION_ID,
  department: 'technical',
  persons: ['technical-handler'],
  cases: [],
  reason: 'Three boards of one batch failed within a week',
  stage: 'planned',
  revision: 9,
  issuedBy: 'supervisor',
  issuedAt: '2026-11-22T02:00:00.000Z',
  dueAt: '2026-11-30T10:00:00.000Z',
  cycle: 1,
  watchedUntil: null,
};

/** A corrective action as it stands in a list. */
export function actionSummary(state: CorrectiveAction, dueAt: Date | undefined) {
  const { id, department, persons, cases, reason, stage, revision, issuedBy, issuedAt, cycle, watch } = state;
  return {
    id,
    department,
    persons: [...persons],
    cases: [...cases],
    reason,
    stage,
    revision,
    issuedBy: issuedBy.user,
    issuedAt,
    dueAt: dueAt?.toISOString() ?? null,
    cycle,
    watchedUntil: watch?.until ?? null,
  } satisfies z.input<typeof actionSummarySchema>;
}

/** A corrective action as the API shows it to this actor. */
export function actionView(
  state: CorrectiveAction,
  dueAt: Date | undefined,
  actor: Actor,
): z.input<typeof actionSchema> {
  const { about, plan, report, checks, repeats, clocks } = state;
  return {
    ...actionSummary(state, dueAt),
    about: { contentType: about.contentType ?? null, subtype: about.subtype ?? null },
    plan: plan ? { ...plan, measures: [...plan.measures] } : null,
    report: report ?? null,
    checks: [...checks],
    repeats: [...repeats],
    clocks: taskClockViews(clocks),
    admitted: [...admittedToAction(state, actor)],
  };
}

/** What is known before its procedure has started. */
export function issuedState(terms: ActionTerms): CorrectiveAction {
  const { issuedAt } = terms;
  const nothingYet = { revision: 0, clocks: [], cycle: 1, checks: [], repeats: [] };
  return { ...terms, ...nothingYet, stage: 'issued', stageSince: issuedAt };
}
