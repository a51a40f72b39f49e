import type { Connection } from 'mongoose';
import { createFigureStore } from '../figures';
import type { Vault } from '../sealing';
import { createCasesOfPeriod } from './cases-of-period';
import { createDailyCheckStore } from './daily-checks';
import { createFollowUpStore } from './follow-ups';
import { createDutyReportStore } from './reports';
import { createSurveyStore } from './surveys';

export type DutyStores = ReturnType<typeof openDutyStores>;

/** Opens every store of the calendar of duties on a connection, on which the case store is open too. */
export function openDutyStores(connection: Connection, vault: Vault) {
  const surveys = createSurveyStore(connection, vault.sealing);
  return {
    surveys,
    dailyChecks: createDailyCheckStore(connection, vault.sealing),
    followUps: createFollowUpStore(connection, vault.sealing),
    reports: createDutyReportStore(connection, vault.sealing),
    cases: createCasesOfPeriod(connection),
    figures: createFigureStore(connection, surveys, vault),
  };
}
