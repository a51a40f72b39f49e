export type { CasesOfPeriod, Stretch } from './cases-of-period';
export type { DailyCheckStore } from './daily-checks';
export type { DailyCheckDocument, DutyReportDocument, FollowUpDocument, SurveyDocument } from './documents';
export type { FollowUpStore } from './follow-ups';
export { openDutyStores } from './open';
export type { DutyStores } from './open';
export type { DutyReportStore } from './reports';
export type { ReportStanding, ReportState, TaskStanding } from './standing';
export type { SurveyStore } from './surveys';
