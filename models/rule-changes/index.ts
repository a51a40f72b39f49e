export { calendarChange, packMove } from './changes';
export type { RuleChangeNote } from './changes';
export type { ChangedRules } from './documents';
export { createRuleChangeStore } from './store';
export type { ChangeProgress, RuleChange, RuleChangeStore } from './store';
