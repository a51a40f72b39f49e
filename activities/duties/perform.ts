import type { Duty } from '../../domain/policy/duty';
import type { Policy } from '../../domain/policy/policy';
import type { DutyReportDocument, DutyReportStore } from '../../models/duties';
import type { Logger } from '../../platform/logging';
import type { DutyDone, DutyDue } from './contract';
import { periodBefore, periodOf, reportId } from './period';
import { outcomeOf, type Sources } from './results';

export interface PerformDependencies extends Sources {
  readonly policies: { current(id: string): Promise<Policy | undefined> };
  readonly reports: DutyReportStore;
  readonly logger: Logger;
  /** IANA zone of the company. */
  readonly zone: string;
}

/** Makes the `performDuty` activity. The first report of a duty and period stays, whatever is repeated after it. */
export function createPerform(dependencies: PerformDependencies): (due: DutyDue) => Promise<DutyDone> {
  const { policies, reports, logger, zone } = dependencies;

  return async (due) => {
    const policy = await policies.current(due.pack);
    const duty = policy?.duties.find(({ id }) => id === due.duty);
    if (!policy || !duty) {
      logger.info({ pack: due.pack, duty: due.duty }, 'The pack has no such duty any more: nothing was done');
      return {};
    }
    const id = reportId(due.pack, duty.id, periodOf(duty, due.scheduledAt, zone), zone);
    if (!(await reports.find(id))) await reports.keep(await make(id, policy, duty, due.scheduledAt));
    return { report: id };
  };

  async function make(
    id: string,
    policy: Policy,
    duty: Duty,
    scheduledAt: string,
  ): Promise<DutyReportDocument> {
    const reckoned = periodOf(duty, scheduledAt, zone);
    const period = { from: new Date(reckoned.from), to: new Date(reckoned.to) };
    const before = periodBefore(duty, reckoned, zone);
    const now = new Date();
    const undone = await undoneBefore(policy.id, duty.id, period.from, now);
    const occasion = { pack: policy.id, duty, report: id, period, before, now };
    const { result, tasks } = await outcomeOf(occasion, dependencies);
    const { id: dutyId, clause, title, what, tell } = duty;
    return {
      _id: id,
      pack: policy.id,
      version: policy.version,
      duty: dutyId,
      clause,
      title,
      what,
      tell,
      period,
      dueAt: new Date(reckoned.dueAt),
      // What is done from now on counts.
      madeAt: now,
      result,
      tasks,
      ...(undone && { undoneBefore: undone }),
    };
  }

  async function undoneBefore(pack: string, duty: string, from: Date, now: Date) {
    const last = await reports.before(pack, duty, from);
    if (!last) return undefined;
    const { tasks } = await reports.standing(last, now);
    const undone = tasks.filter(({ done }) => !done).length;
    return undone === 0 ? undefined : { report: last._id, tasks: undone };
  }
}
