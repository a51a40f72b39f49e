import type { z } from 'zod';
import type { DutyResult } from '../../domain/duties/report';
import type { Achievement } from '../../domain/duties/satisfaction';
import type { ReportStanding, TaskStanding } from '../../models/duties';
import { visible, type Insight } from '../figures/visible';
import type { reportSchema, summarySchema, taskSchema } from './schema';

type Summary = z.input<typeof summarySchema>;
type Report = z.input<typeof reportSchema>;

/** A line of a list. */
export function summaryOf({ report, tasks, state }: ReportStanding): Summary {
  const { _id, pack, version, duty, clause, title, what, period, dueAt, madeAt } = report;
  const { undoneBefore, answer } = report;
  return {
    id: _id,
    pack,
    version,
    duty,
    clause,
    title,
    what,
    period: { from: period.from.toISOString(), to: period.to.toISOString() },
    dueAt: dueAt.toISOString(),
    madeAt: madeAt.toISOString(),
    state,
    tasks: tasks.map(taskOf),
    undoneBefore: undoneBefore ?? null,
    answer: answer ? { text: answer.text, by: answer.by.user, at: answer.at.toISOString() } : null,
  };
}

/**
 * A report, as far as somebody sees it.
 *
 * @param now of a target: by the figures that have been entered by now
 */
export function viewOf(standing: ReportStanding, insight: Insight, now?: Achievement): Report {
  return {
    ...summaryOf(standing),
    result: resultOf(standing.report.result, insight),
    ...(now && { now: withoutTarget(now) }),
  };
}

function taskOf({ done, ...task }: TaskStanding): z.input<typeof taskSchema> {
  return { ...task, ...(done && { done: { at: done.at.toISOString(), by: done.by } }) };
}

function resultOf(result: DutyResult, insight: Insight): Report['result'] {
  switch (result.what) {
    case 'list': {
      const cases = result.cases.filter(({ department }) => insight.seesDepartment(department));
      const numbers = new Set(cases.map(({ number }) => number));
      return { ...result, cases, important: result.important.filter((number) => numbers.has(number)) };
    }
    case 'review':
      return {
        what: 'review',
        figures: visible(result.figures, insight),
        before: visible(result.before, insight),
      };
    case 'call-backs':
    case 'target':
    case 'survey':
    case 'media-check':
    case 'follow-up':
      return result;
  }
}

function withoutTarget({ respondents, satisfied, percent, met }: Achievement): NonNullable<Report['now']> {
  return {
    respondents,
    satisfied,
    ...(percent !== undefined && { percent }),
    ...(met !== undefined && { met }),
  };
}
