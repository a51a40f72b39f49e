import type { CaseActivities } from './contract';
import { createNotify, type NotifyDependencies } from './notify';
import { createRecord, type RecordDependencies } from './record';
import { givingSignsOfLife } from './sign-of-life';

export type CaseActivityDependencies = RecordDependencies & NotifyDependencies;

/** The activities that a case's workflow calls. */
export function createCaseActivities(dependencies: CaseActivityDependencies): CaseActivities {
  const { record } = createRecord(dependencies);
  const { notify } = createNotify(dependencies);
  return { record: givingSignsOfLife(record), notify: givingSignsOfLife(notify) };
}
