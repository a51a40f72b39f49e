import type { ActionBody } from '../../domain/corrective-action/corrective-action';
import type { WorkOrderBody } from '../../domain/work-order/work-order';
import type { TaskActivities } from '../contract';
import { givingSignsOfLife } from '../sign-of-life';
import { createTaskNotify, type TaskNotifyDependencies } from './notify';
import { createTaskRecord, type AppendEvents, type TaskKnowledge } from './record';

export type TaskActivityDependencies = Pick<TaskKnowledge, 'calendar'> &
  TaskNotifyDependencies & {
    readonly appendToWorkOrder: AppendEvents<WorkOrderBody>;
    readonly appendToCorrectiveAction: AppendEvents<ActionBody>;
  };

/** The activities that the workflows of work orders and corrective actions call. */
export function createTaskActivities(dependencies: TaskActivityDependencies): TaskActivities {
  const { appendToWorkOrder, appendToCorrectiveAction } = dependencies;
  return {
    recordWorkOrder: givingSignsOfLife(createTaskRecord(dependencies, appendToWorkOrder)),
    recordCorrectiveAction: givingSignsOfLife(createTaskRecord(dependencies, appendToCorrectiveAction)),
    notifyOfTask: givingSignsOfLife(createTaskNotify(dependencies)),
  };
}
