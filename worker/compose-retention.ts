import type { Connection } from 'mongoose';
import { createRetention, createTellOfRetention, type RetentionActivities } from '../activities/retention';
import type { Mailer } from '../activities/notify';
import { createEraseCase, createKeepingStore } from '../models/keeping';
import { createRetentionStore } from '../models/retention';
import type { EndRuns } from '../platform/end-runs';
import type { Logger } from '../platform/logging';
import type { Stores } from './compose';

export interface RetentionSettings {
  /** Makes everything personal of a case unreadable for ever. */
  readonly eraseTexts: (number: string) => Promise<void>;
  readonly endRuns: EndRuns;
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** IANA zone of the company. */
  readonly zone: string;
  /** Base of the links in notices. */
  readonly publicUrl: string;
}

/** The activities of the nightly retention, over real stores. */
export function composeRetention(
  connection: Connection,
  stores: Pick<Stores, 'accessRecord' | 'cases' | 'policies' | 'directory' | 'notices'>,
  { eraseTexts, endRuns, publicUrl, ...settings }: RetentionSettings,
): RetentionActivities {
  const { accessRecord, cases, policies, directory, notices } = stores;
  const keeping = createKeepingStore(connection);
  const retention = createRetentionStore(connection);
  return createRetention({
    retention,
    keeping,
    cases,
    policies,
    eraseCase: createEraseCase({ keeping, cases, eraseTexts, endRuns }),
    accessRecord,
    tellOfRetention: createTellOfRetention({
      retention,
      directory,
      notices,
      linkToPlan: (plan) => `${publicUrl}/administration/retention/${plan}`,
      ...settings,
    }),
    ...settings,
  });
}
