import { createDutyActivities, type DutyActivities } from '../activities/duties';
import type { ActivitySettings, Stores } from './compose';

/** The activities of the calendar of duties, over real stores. */
export function composeDuties(
  stores: Pick<Stores, 'directory' | 'duties' | 'policies' | 'notices'>,
  settings: Omit<ActivitySettings, 'metrics'>,
): DutyActivities {
  const { mailer, logger, zone, publicUrl } = settings;
  const { directory, duties, policies, notices } = stores;
  return createDutyActivities({
    policies,
    reports: duties.reports,
    cases: duties.cases,
    surveys: duties.surveys,
    figures: duties.figures,
    company: directory,
    notices,
    mailer,
    logger,
    zone,
    linkToReport: (id) => `${publicUrl}/duty-reports/${id}`,
  });
}
