export { createRetime } from './create-retime';
export type { RetimeActivities, RetimeDependencies, RetimeInput } from './create-retime';
export { createResumption } from './resume-changes';
export type { ResumptionActivities } from './resume-changes';
export { caseTeller } from './tell-case';
export type { CaseOrder } from './plan';
