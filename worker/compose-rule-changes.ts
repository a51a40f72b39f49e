import type { Client } from '@temporalio/client';
import {
  caseTeller,
  createResumption,
  createRetime,
  type ResumptionActivities,
  type RetimeActivities,
} from '../activities/retime';
import type { Logger } from '../platform/logging';
import { startOnce } from '../platform/start-once';
import { RULE_CHANGE } from '../workflows/messages';
import type { Stores } from './compose';

/** The activities that bring changed rules to the cases, over real stores and a client with the codec of the cases. */
export function composeRuleChanges(
  { ruleChanges: changes, cases, calendars, policies }: Stores,
  client: Client,
  { taskQueue, logger }: { readonly taskQueue: string; readonly logger: Logger },
): RetimeActivities & ResumptionActivities {
  return {
    ...createRetime({
      changes,
      cases,
      calendar: () => calendars.calendar(),
      policies,
      tell: caseTeller(client),
      logger,
    }),
    ...createResumption({
      calendars,
      changes,
      start: (id) =>
        startOnce(client, { workflowType: RULE_CHANGE, workflowId: id, taskQueue, args: [{ id }] }),
      logger,
    }),
  };
}
