export { archiveHistories } from './archive-histories';
export { bulkAssign, bulkAssignSweep } from './bulk-assign';
export { correctiveActionUpkeep } from './corrective-actions';
export { duty, tellOfDuty } from './duty';
export { intakeSweep } from './intake-sweep';
export { retention } from './retention';
export { retime, ruleChangeSweep } from './retime';
export { sendDue } from './send-due';
export { widespread } from './widespread';
