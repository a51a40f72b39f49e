export { createBulkAssign } from './create-bulk-assign';
export type {
  BulkAssignActivities,
  BulkAssignDependencies,
  BulkAssignInput,
  BulkResult,
} from './create-bulk-assign';
