import { activityInfo } from '@temporalio/activity';
import { alarm, type AlarmDependencies } from './alarm';
import { recognise, type RecognitionDependencies } from './recognise';
import { tellSolutions, type SolutionDependencies } from './tell-solutions';

export { commandTeller } from './tell-case';

export type WidespreadDependencies = RecognitionDependencies & AlarmDependencies & SolutionDependencies;

export interface WidespreadActivities {
  /**
   * Puts similar open complaints together, tells supervisors of each new group, and tells each solution to all cases of
   * its group. Whatever it could not do now it does the next time, and nothing twice.
   */
  readonly tendWidespread: () => Promise<void>;
}

/** Makes the activity of the `widespread` workflow. */
export function createWidespread(dependencies: WidespreadDependencies): WidespreadActivities {
  return {
    tendWidespread: async () => {
      const now = activityInfo().currentAttemptScheduledTimestampMs;
      await recognise(dependencies, now);
      await alarm(dependencies, now);
      await tellSolutions(dependencies);
    },
  };
}
