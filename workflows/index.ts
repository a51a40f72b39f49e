export { archivedCase } from './archived-case';
export { complaint } from './complaint';
export { archiveHistories, intakeSweep } from './scheduled';
