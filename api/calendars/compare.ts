import type { Calendar } from '../../domain/calendar/calendar';
import { movedClocks } from '../../domain/clocks/retiming';
import type { CaseStore, OpenCase } from '../../models/cases';
import type { PolicyStore } from '../../models/policies';
import { Preview, type ClockMove } from '../rule-changes/preview';

export interface Compared {
  readonly cases: Pick<CaseStore, 'openCases'>;
  readonly policies: Pick<PolicyStore, 'find'>;
}

/** Cases that are read at once; between two readings other requests are answered. */
const PAGE = 200;

/**
 * Compares every running clock of every open case with a calendar that is not in force yet.
 *
 * @throws CalendarError if the calendar can't say when a clock is due
 */
export async function compareWith(calendar: Calendar, { cases, policies }: Compared): Promise<Preview> {
  const preview = new Preview();
  let page = await cases.openCases({ limit: PAGE });
  for (let last = page.at(-1); last; last = page.at(-1)) {
    for (const one of page) preview.add(await movesOf(one, calendar, policies));
    page = await cases.openCases({ after: last.number, limit: PAGE });
  }
  return preview;
}

async function movesOf(
  { number, policy: { id, version }, clocks }: OpenCase,
  calendar: Calendar,
  policies: Pick<PolicyStore, 'find'>,
): Promise<ClockMove[]> {
  const policy = await policies.find(id, version);
  if (!policy)
    throw new Error(`Version ${version} of the pack ${id}, under which ${number} runs, is not stored.`);
  return movedClocks(policy, { clocks }, calendar).map(({ id: clock, clause, times }) => {
    const dueAt = clocks.find((one) => one.id === clock)?.times?.dueAt;
    return {
      number,
      clause,
      clock,
      change: 'retimed',
      ...(dueAt !== undefined && { dueAt }),
      newDueAt: times.dueAt,
    };
  });
}
