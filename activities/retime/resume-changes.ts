import type { CalendarStore } from '../../models/calendars';
import { calendarChange, type RuleChangeStore } from '../../models/rule-changes';
import type { Logger } from '../../platform/logging';

export interface ResumptionDependencies {
  readonly calendars: Pick<CalendarStore, 'lastChange'>;
  readonly changes: Pick<RuleChangeStore, 'add' | 'unfinished'>;
  /** Starts the workflow of a change; one that runs is left alone. */
  readonly start: (id: string) => Promise<void>;
  readonly logger: Logger;
}

export interface ResumptionActivities {
  /** Starts the workflow of every change that has not come to all cases yet. */
  readonly resumeRuleChanges: () => Promise<{ readonly resumed: number }>;
}

/**
 * Makes the activity that takes up changes whose workflow could not be started: the API was killed after the calendar
 * was stored, or Temporal was away.
 */
export function createResumption(dependencies: ResumptionDependencies): ResumptionActivities {
  const { calendars, changes, start, logger } = dependencies;
  return {
    resumeRuleChanges: async () => {
      const last = await calendars.lastChange();
      if (last) {
        const by = { user: last.by, roles: ['administrator'] } as const;
        await changes.add(calendarChange(last.version, { ...last, by }));
      }
      const unfinished = await changes.unfinished();
      for (const { _id } of unfinished) await start(_id);
      if (unfinished.length > 0)
        logger.info({ changes: unfinished.length }, 'Changes of the rules are under way');
      return { resumed: unfinished.length };
    },
  };
}
