import { MockActivityEnvironment } from '@temporalio/testing';
import type { DutyDone, DutyDue, DutyTold } from '../../../activities/duties';
import type { DutyReportDocument } from '../../../models/duties';
import { createLogger } from '../../../platform/logging';
import { composeDuties } from '../../../worker/compose-duties';
import type { Company } from '../../workflows/support/company';

/**
 * The duty falls due now: what its workflow has done then, by the company's time and records. (The workflow itself is
 * seen to in test/activities/duties-schedules.test.ts: the test server skips no more time once a child whose parent has
 * ended has ended too.)
 */
export async function fallsDue(company: Company, pack: string, duty: string): Promise<DutyReportDocument> {
  const scheduledAt = new Date(await company.now()).toISOString();
  const { performDuty, tellOfDuty } = composeDuties(company.stores, {
    mailer: { send: () => Promise.resolve(), close: () => undefined },
    logger: createLogger({ logLevel: 'silent' }, 'test'),
    zone: 'Asia/Shanghai',
    publicUrl: 'http://localhost',
  });
  const environment = new MockActivityEnvironment();
  const due = { pack, duty, scheduledAt };
  const { report = 'none' } = await environment.run<[DutyDue], DutyDone, typeof performDuty>(
    performDuty,
    due,
  );
  await environment.run<[string], DutyTold, typeof tellOfDuty>(tellOfDuty, report);
  const found = await company.stores.duties.reports.find(report);
  if (!found) throw new Error(`${pack} has no duty ${duty}.`);
  return found;
}

/** Whom the report was sent to. */
export async function readersOf(company: Company, { _id }: DutyReportDocument): Promise<readonly string[]> {
  const notices = await company.stores.notices.ofCase(_id);
  return notices.filter(({ status }) => status === 'sent').map(({ recipient }) => recipient);
}
