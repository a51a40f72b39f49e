export { archivedCase } from './archived-case';
export { complaint } from './complaint';
