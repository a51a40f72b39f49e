export { IMPORT_STATES, KEPT_MS } from './documents';
export type { ImportDocument, ImportRowDocument, ImportState, RowProblem, SealedRow } from './documents';
export { createImportStore } from './store';
export type { Checked, CheckedRow, ImportStore, Progress, WaitingRow } from './store';
