export { archivedCase } from './archived-case';
export { complaint } from './complaint';
export { consultation } from './consultation';
export { correctiveAction } from './corrective-action';
export {
  anchorRecords,
  archiveHistories,
  bulkAssign,
  bulkAssignSweep,
  correctiveActionUpkeep,
  duty,
  erasureSweep,
  intakeSweep,
  retention,
  retime,
  ruleChangeSweep,
  sendDue,
  tellOfDuty,
  widespread,
} from './scheduled';
export { suggestion } from './suggestion';
export { workOrder } from './work-order';
