import type { CorrectiveActionSummary, WorkOrderSummary } from './queries';
import type { TaskLine } from './task-lines';

/** A work order as a line of a list. */
export function orderRow({ id, task, department, stage, dueAt }: WorkOrderSummary): TaskLine {
  return { id, what: task, department, stage, dueAt };
}

/** A corrective action as a line of a list. */
export function actionRow({ id, reason, department, stage, dueAt }: CorrectiveActionSummary): TaskLine {
  return { id, what: reason, department, stage, dueAt };
}
