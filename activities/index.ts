import type { CaseActivities, TaskActivities } from './contract';
import { createNotify, type NotifyDependencies } from './notify';
import { createRecord, type RecordDependencies } from './record';
import { givingSignsOfLife } from './sign-of-life';
import { createTaskActivities, type TaskActivityDependencies } from './tasks';

export type CaseActivityDependencies = RecordDependencies & NotifyDependencies & TaskActivityDependencies;

/** The activities that the workflows of cases, work orders and corrective actions call. */
export function createCaseActivities(
  dependencies: CaseActivityDependencies,
): CaseActivities & TaskActivities {
  const { record } = createRecord(dependencies);
  const { notify } = createNotify(dependencies);
  return {
    record: givingSignsOfLife(record),
    notify: givingSignsOfLife(notify),
    ...createTaskActivities(dependencies),
  };
}
