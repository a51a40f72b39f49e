import { givingSignsOfLife } from '../sign-of-life';
import type { DutyActivities } from './contract';
import { createPerform, type PerformDependencies } from './perform';
import { createTell, type TellDependencies } from './tell';

export type { DutyActivities, DutyDone, DutyDue, DutyTold } from './contract';
export { periodOf, reportId, type DutyPeriod } from './period';
export { drawSample } from './sample';

export type DutyDependencies = PerformDependencies & TellDependencies;

/** The activities that the scheduled workflows of duties call. */
export function createDutyActivities(dependencies: DutyDependencies): DutyActivities {
  return {
    performDuty: givingSignsOfLife(createPerform(dependencies)),
    tellOfDuty: givingSignsOfLife(createTell(dependencies)),
  };
}
