import type { Client } from '@temporalio/client';
import type { CaseActivities } from '../activities/contract';
import type { Mailer } from '../activities/notify';
import { commandTeller, createWidespread, type WidespreadActivities } from '../activities/widespread';
import type { Logger } from '../platform/logging';
import type { Stores } from './compose';

export interface WidespreadSettings {
  /** As the cases have it. */
  readonly notify: CaseActivities['notify'];
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** Base of the links in notices. */
  readonly publicUrl: string;
}

/** The activity that tends widespread complaints, over real stores and a client with the codec of the cases. */
export function composeWidespread(
  { widespread: groups, cases, policies, directory, notices }: Stores,
  client: Client,
  { publicUrl, ...settings }: WidespreadSettings,
): WidespreadActivities {
  return createWidespread({
    groups,
    cases,
    policies,
    directory,
    notices,
    tell: commandTeller(client),
    linkToGroup: (id) => `${publicUrl}/widespread-groups/${id}`,
    ...settings,
  });
}
