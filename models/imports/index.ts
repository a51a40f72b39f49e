export { IMPORT_STATES } from './documents';
export type { ImportDocument, ImportRowDocument, ImportState, RowProblem } from './documents';
export { createImportStore } from './store';
export type { Checked, CheckedRow, ImportStore, Progress, WaitingRow } from './store';
