export { createCaseChanges, TokenExpiredError } from './watch';
export type { CaseChange, CaseChanges, CaseChangeStream, ChangedCase } from './watch';
