export { NOT_ASSIGNED_CODES } from './documents';
export type { NotAssigned, NotAssignedCode } from './documents';
export { createBulkAssignmentStore } from './store';
export type { BulkAssignment, BulkAssignmentStore, BulkProgress, RefusedCase } from './store';
