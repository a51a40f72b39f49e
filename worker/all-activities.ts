import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { createArchive } from '../activities/archive';
import { createActionUpkeep } from '../activities/corrective-actions';
import { createSendDue, type Mailer } from '../activities/notify';
import { createSweep } from '../activities/sweep';
import type { ArchiveStore } from '../models/archives';
import { createAttachmentUse } from '../models/attachment-use';
import { createErasure } from '../models/erasure';
import type { Proofs } from '../models/proofs';
import { createSecretTexts } from '../platform/codec';
import type { Config } from '../platform/config';
import { runEnder } from '../platform/end-runs';
import type { Logger } from '../platform/logging';
import type { WorkMetrics } from '../platform/metrics';
import { createSmsGateway } from '../platform/sms';
import { webhookNetworks } from '../platform/webhook-address';
import { ARCHIVED_CASE, CASE_WORKFLOWS, CORRECTIVE_ACTION, WORK_ORDER } from '../workflows/messages';
import { composeActivities, type Stores } from './compose';
import { composeAnchor } from './compose-anchor';
import { composeBulkAssign } from './compose-bulk-assign';
import { composeReplies } from './compose-mail-in';
import { composeRetention } from './compose-retention';
import { composeRuleChanges } from './compose-rule-changes';
import { composeWidespread } from './compose-widespread';
import { actionWorkflows } from './corrective-actions';
import { caseStarter } from './start-filed-case';

/** What the activities work with, opened and connected. */
export interface ActivityParts {
  readonly config: Config;
  readonly connection: Connection;
  readonly client: Client;
  readonly stores: Stores;
  readonly archives: ArchiveStore;
  readonly proofs: Proofs;
  readonly mailer: Mailer;
  readonly metrics: WorkMetrics;
  readonly logger: Logger;
  /** The link under which the customer of a case sees it. */
  readonly customerLink: (number: string, at: Date) => Promise<string>;
  /** A case was closed: its records are signed soon. */
  readonly closed: () => void;
}

/** Every activity of the product, by its name. */
export function allActivities(parts: ActivityParts): object {
  const { config, connection, client, stores, mailer, logger } = parts;
  const { taskQueue } = config.temporal;
  const { publicUrl } = config.http;
  const caseActivities = ofCases(parts);
  return {
    ...caseActivities,
    ...composeWidespread(stores, client, {
      notify: (input) => caseActivities.notify(input),
      mailer,
      logger,
      publicUrl,
    }),
    ...composeAnchor(parts.proofs, stores, { settings: config.anchors, mailer, logger }),
    ...createArchive({
      client,
      archives: parts.archives,
      logger,
      workflowTypes: [...CASE_WORKFLOWS, ARCHIVED_CASE, WORK_ORDER, CORRECTIVE_ACTION],
    }),
    ...sendDue(parts),
    ...composeRetention(connection, stores, {
      eraseTexts: createErasure({ ...stores, attachmentUse: createAttachmentUse(connection) }),
      endRuns: runEnder(client),
      mailer,
      logger,
      zone: config.companyZone,
      publicUrl,
    }),
    ...composeRuleChanges(stores, client, { taskQueue, logger }),
    ...composeBulkAssign(stores, client, { taskQueue, logger }),
    ...createSweep({
      intakes: stores.intakes,
      isRecorded: async (number) => (await stores.cases.eventsOf(number, 0, 1)).length > 0,
      startCase: caseStarter(client, taskQueue, stores.policies),
      logger,
    }),
    ...createActionUpkeep({
      actions: stores.correctiveActions,
      ...actionWorkflows(client, taskQueue),
      logger,
    }),
  };
}

function ofCases({ config, stores, mailer, metrics, logger, customerLink, closed }: ActivityParts) {
  const { sms } = config.customers;
  const { imap } = config.mail;
  return composeActivities(stores, {
    closed,
    mailer,
    logger,
    metrics,
    zone: config.companyZone,
    publicUrl: config.http.publicUrl,
    customerLink,
    ...(sms && { sms: createSmsGateway(sms) }),
    ...(imap && { replies: composeReplies(stores.secretKey, imap) }),
  });
}

function sendDue({ config, stores, mailer, logger }: ActivityParts) {
  return createSendDue({
    notices: stores.notices,
    directory: stores.directory,
    mailer,
    logger,
    zone: config.companyZone,
    linkToNotices: config.http.publicUrl,
    webhooks: stores.webhooks,
    deliveries: stores.deliveries,
    secrets: createSecretTexts(stores.secretKey),
    networks: webhookNetworks(config.webhookNetworks),
  });
}
