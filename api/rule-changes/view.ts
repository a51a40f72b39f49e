import { z } from 'zod';
import type { RuleChange, RuleChangeStore } from '../../models/rule-changes';
import { Problem } from '../problems';
import { instant, text } from '../complaints/fields';

export const changeSchema = z
  .object({
    id: z.string(),
    status: z.enum(['waiting', 'under-way', 'finished']),
    reason: z.string(),
    by: z.string().meta({ description: 'The user id of whoever made it' }),
    at: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable().meta({ description: 'When every case had it on record' }),
    affected: z.int().meta({ description: 'How many cases it has been found to concern so far' }),
    done: z.int().meta({ description: 'Of these, how many have it on record' }),
    failed: z.int().meta({ description: 'Of these, how many could not take it' }),
    failures: z.array(z.string()).meta({ description: 'The numbers of the first hundred that could not' }),
  })
  .meta({ id: 'RuleChange' });

export const changeExample = {
  id: 'calendar-3',
  status: 'finished',
  reason: 'Power cut: the works are closed on Friday',
  by: 'administrator',
  at: '2026-11-24T01:00:00.000Z',
  startedAt: '2026-11-24T01:00:00.200Z',
  finishedAt: '2026-11-24T01:00:31.000Z',
  affected: 1500,
  done: 1500,
  failed: 0,
  failures: [],
};

const FAILURES_SHOWN = 100;

/** Why rules are changed: it stands on the record of every case that is concerned. */
export const reason = text.meta({ description: 'Stands on the record of every case that is concerned' });

/** Ask for what would move, and change nothing. */
export const dryRun = z
  .boolean()
  .exactOptional()
  .meta({ description: 'true: says what would move, and changes nothing' });

/**
 * A change and how far it has come.
 *
 * @throws {Problem} `not-found` if there is no such change
 */
export async function changeView(
  changes: Pick<RuleChangeStore, 'find' | 'progress' | 'casesOf'>,
  id: string,
): Promise<z.input<typeof changeSchema>> {
  const change = await changes.find(id);
  if (!change) throw new Problem('not-found', 'There is no such change.');
  const [progress, failures] = await Promise.all([
    changes.progress(id),
    changes.casesOf(id, 'failed', FAILURES_SHOWN),
  ]);
  const { reason: why, by, at, startedAt, finishedAt } = change;
  return {
    id,
    status: statusOf(change),
    reason: why,
    by: by.user,
    at: at.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    ...progress,
    failures: [...failures],
  };
}

function statusOf({ startedAt, finishedAt }: RuleChange): 'waiting' | 'under-way' | 'finished' {
  if (finishedAt) return 'finished';
  return startedAt ? 'under-way' : 'waiting';
}
