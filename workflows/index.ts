export { archivedCase } from './archived-case';
export { complaint } from './complaint';
export { consultation } from './consultation';
export { archiveHistories, intakeSweep } from './scheduled';
export { suggestion } from './suggestion';
