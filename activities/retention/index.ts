export type { RetentionActivities } from './contract';
export { createRetention } from './create-retention';
export type { RetentionDependencies } from './create-retention';
export { createTellOfRetention } from './tell';
