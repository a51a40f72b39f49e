export { LEFT_REASONS } from './documents';
export type { DueCase, LeftReason, RetentionResult, RetentionRule } from './documents';
export { dueCases } from './due-cases';
export type { DueCaseSources } from './due-cases';
export { createRetentionStore } from './store';
export type { PlannedCase, RetentionPlan, RetentionStore } from './store';
