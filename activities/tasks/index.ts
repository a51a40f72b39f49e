import type { WorkOrderBody } from '../../domain/work-order/work-order';
import type { TaskActivities } from '../contract';
import { givingSignsOfLife } from '../sign-of-life';
import { createTaskNotify, type TaskNotifyDependencies } from './notify';
import { createTaskRecord, type AppendEvents, type TaskKnowledge } from './record';

export type TaskActivityDependencies = Pick<TaskKnowledge, 'calendar'> &
  TaskNotifyDependencies & {
    readonly appendToWorkOrder: AppendEvents<WorkOrderBody>;
  };

/** The activities that the workflows of work orders and corrective actions call. */
export function createTaskActivities(dependencies: TaskActivityDependencies): TaskActivities {
  return {
    recordWorkOrder: givingSignsOfLife(createTaskRecord(dependencies, dependencies.appendToWorkOrder)),
    notifyOfTask: givingSignsOfLife(createTaskNotify(dependencies)),
  };
}
