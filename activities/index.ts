import type { CaseActivities } from './contract';
import { createNotify, type NotifyDependencies } from './notify';
import { createRecord, type RecordDependencies } from './record';

export type CaseActivityDependencies = RecordDependencies & NotifyDependencies;

/** The activities that a case's workflow calls. */
export function createCaseActivities(dependencies: CaseActivityDependencies): CaseActivities {
  return { ...createRecord(dependencies), ...createNotify(dependencies) };
}
