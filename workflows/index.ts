export { archivedCase } from './archived-case';
export { complaint } from './complaint';
export { consultation } from './consultation';
export { archiveHistories, intakeSweep, retime, ruleChangeSweep } from './scheduled';
export { suggestion } from './suggestion';
export { workOrder } from './work-order';
