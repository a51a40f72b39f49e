export { createActionUpkeep } from './create-upkeep';
export type { ActionUpkeepActivities, ActionUpkeepResult } from './create-upkeep';
