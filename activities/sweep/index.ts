export { createSweep } from './create-sweep';
export type { SweepActivities, SweepDependencies, SweepResult, UnstartedIntakes } from './create-sweep';
