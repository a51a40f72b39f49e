import type { KeyObject } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import { createAccessRecord } from '../models/access-record';
import { createAccountStore, createSignInAttempts } from '../models/accounts';
import { createArchiveStore } from '../models/archives';
import { createAttachmentUse } from '../models/attachment-use';
import { createAttachmentStore } from '../models/attachments';
import { createBulkAssignmentStore } from '../models/bulk-assignments';
import { createCalendarStore } from '../models/calendars';
import { createCaseChanges } from '../models/case-changes';
import type { CaseKeyStore } from '../models/case-keys';
import { createCaseStore } from '../models/cases';
import { createCustomerLinkStore } from '../models/customer-links';
import { createEntryErasure, createErasure } from '../models/erasure';
import { openDutyStores } from '../models/duties';
import { createUsedChallenges } from '../models/form-challenges';
import { createIntakeStore } from '../models/intakes';
import { createEraseCase, createKeepingStore } from '../models/keeping';
import { createMailStore } from '../models/mails';
import { createNoticeChanges } from '../models/notice-changes';
import { createNoticeStore } from '../models/notices';
import { createApiKeyStore, createDirectory } from '../models/people';
import { createPolicyStore } from '../models/policies';
import { openProofs } from '../models/proofs';
import { createRetentionStore } from '../models/retention';
import type { Vault } from '../models/sealing';
import { createRuleChangeStore } from '../models/rule-changes';
import { createSentCommandStore } from '../models/sent-commands';
import { createDeliveryStore, createWebhookStore } from '../models/webhooks';
import { createWidespreadStore } from '../models/widespread';
import { createSessionStore } from '../models/sessions';
import { createSubjectRequestStore } from '../models/subject-requests';
import { createActionStore } from '../models/corrective-actions';
import { createWorkOrderStore } from '../models/work-orders';
import { createSealing, createSecretTexts, decodeHistory, type CaseCodec } from '../platform/codec';
import { createAnchorSigner } from '../platform/anchor-key';
import type { Config } from '../platform/config';
import { createCustomerSecrets } from '../platform/customer-secrets';
import { runEnder } from '../platform/end-runs';
import type { Logger } from '../platform/logging';
import { createMailer } from '../platform/mail';
import { createHttpMetrics, metricsText } from '../platform/metrics';
import { createSenderDigests } from '../platform/sender-digests';
import { createSmsGateway } from '../platform/sms';
import { createSearchDigests } from '../platform/search-digests';
import type { TemporalClient } from '../platform/temporal';
import { webhookNetworks } from '../platform/webhook-address';
import type { Services } from './app';
import { createBulkStarter } from './bulk-assignments/starter';
import { createCaseDoor } from './commands/door';
import { Lanes } from './commands/lanes';
import { createHistoryReader } from './complaints/history';
import { createStarter } from './complaints/starter';
import { proofFilesOf } from './proofs/files';
import { createLinkIdentify } from './customer/identify';
import { ROOT as CUSTOMER_ROOT } from './customer/place';
import { createRateLimits } from './http/rate-limits';
import { composeImports } from './imports/compose';
import { createPathCookie, createSecretCookie } from './http/session-cookie';
import { createIdentify } from './people/identify';
import { createChangeStarter } from './rule-changes/starter';
import { composeOidc } from './session/oidc/compose';
import { createPasswords } from './session/passwords';
import { Live } from './stream/live';
import { LiveChanges } from './stream/live-changes';
import { LiveNotices } from './stream/live-notices';
import { createActionStarter } from './corrective-actions/issue';
import { createTaskDoor } from './tasks/door';
import { createPacks, type PublishedPacks } from './packs/published-packs';

/** What the API is composed of. */
export interface Parts {
  readonly config: Config;
  readonly connection: Connection;
  readonly temporal: TemporalClient;
  readonly codec: CaseCodec;
  readonly keys: CaseKeyStore;
  /** Links, tokens, digests and secrets of webhooks are made with keys derived from it. */
  readonly secretKey: KeyObject;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Folder of the policy packs. */
  readonly packsFolder: string;
}

/** Updates of one case that are under way at once: Temporal takes ten, and other processes send some too. */
const ABREAST = 8;
/** Commands of one case that wait for their turn; those beyond are told to come again. */
const WAITING = 64;

/** Opens every store and every way out that the API needs, over real connections. */
export function composeApi(parts: Parts): Services & { readonly packs: PublishedPacks } {
  const { config, connection, temporal, codec, keys, secretKey, registry, logger } = parts;
  const { client } = temporal;
  const { namespace, taskQueue } = config.temporal;
  const vault: Vault = {
    sealing: createSealing(keys),
    digest: createSearchDigests(secretKey),
  };
  const intakes = createIntakeStore(connection, config.companyZone, vault.sealing);
  const directory = createDirectory(connection);
  const policies = createPolicyStore(connection);
  const apiKeys = createApiKeyStore(connection);
  const correctiveActions = createActionStore(connection, config.companyZone, vault.sealing);
  const accessRecord = createAccessRecord(connection, vault.sealing);
  const sessions = createSessionStore(connection, config.signIn);
  const customerLinks = createCustomerLinkStore(connection, config.customers.linkLifetimeMs);
  const customerSecrets = createCustomerSecrets(secretKey);
  const packs = createPacks(parts.packsFolder, directory, policies, logger);
  const start = createStarter(client, taskQueue, logger);
  const secrets = createSecretTexts(secretKey);
  const { defaultPolicy } = config;
  const cases = createCaseStore(
    connection,
    (number, runId, session) => intakes.markStarted(number, runId, session),
    vault,
  );
  const keeping = createKeepingStore(connection);
  const attachmentUse = createAttachmentUse(connection);
  const bulkAssignments = createBulkAssignmentStore(connection, vault.sealing);
  const mails = createMailStore(connection, vault.sealing);
  const archives = createArchiveStore(connection);
  const proofs = openProofs(connection);
  const duties = openDutyStores(connection, vault);
  const importing = composeImports(connection, vault.sealing, secrets, {
    intakes,
    directory,
    packs,
    start,
    defaultPolicy,
    logger,
  });
  return {
    ...importing,
    cases,
    keeping,
    eraseCase: createEraseCase({
      keeping,
      cases,
      eraseTexts: createErasure({ keys, cases, attachmentUse, bulkAssignments, mails }),
      endRuns: runEnder(client),
    }),
    entryErasure: createEntryErasure({
      keys,
      entries: { 'follow-up': duties.followUps, mail: mails, 'import-row': importing.imports.rows },
    }),
    retention: createRetentionStore(connection),
    archives,
    proofs,
    proofFiles: proofFilesOf(proofs),
    senderDigest: createSenderDigests(secretKey),
    subjectRequests: createSubjectRequestStore(connection, vault.sealing),
    ...(config.anchors.key && { signer: createAnchorSigner(config.anchors.key) }),
    intakes,
    directory,
    duties,
    zone: config.companyZone,
    calendars: createCalendarStore(connection),
    ruleChanges: createRuleChangeStore(connection),
    widespread: createWidespreadStore(connection, vault.sealing),
    bulkAssignments,
    mails,
    startBulk: createBulkStarter(client, taskQueue, logger),
    startChange: createChangeStarter(client, taskQueue, logger),
    policies,
    packs,
    attachments: createAttachmentStore(connection, vault.sealing),
    attachmentUse,
    live: new Live(
      new LiveChanges(createCaseChanges(connection), logger),
      new LiveNotices(createNoticeChanges(connection), logger),
    ),
    sentCommands: createSentCommandStore(connection),
    start,
    defaultPolicy,
    door: createCaseDoor(client, taskQueue),
    taskDoor: createTaskDoor(client),
    workOrders: createWorkOrderStore(connection, vault.sealing),
    correctiveActions,
    startAction: createActionStarter(client, taskQueue, correctiveActions, logger),
    lanes: new Lanes(ABREAST, WAITING),
    histories: createHistoryReader(
      client,
      archives,
      (workflowId, history) => decodeHistory(codec, { namespace, workflowId }, history),
      logger,
    ),
    checks: {
      mongodb: async () => connection.db?.admin().ping(),
      temporal: async () => temporal.connection.workflowService.getSystemInfo({}),
    },
    metrics: () => metricsText(registry),
    identify: createIdentify({
      apiKeys,
      sessions,
      directory,
      byLink: createLinkIdentify({ customerLinks, customerSecrets, keeping }),
    }),
    customerLinks,
    customerSecrets,
    customerCookie: createPathCookie('redress-customer', config.http.publicUrl, CUSTOMER_ROOT),
    usedChallenges: createUsedChallenges(connection),
    mailer: createMailer(config.mail),
    ...(config.customers.sms && { sms: createSmsGateway(config.customers.sms) }),
    sessionCookie: createSecretCookie('redress', config.http.publicUrl),
    publicUrl: config.http.publicUrl,
    trustedProxies: config.http.trustedProxies,
    sessions,
    accounts: createAccountStore(connection),
    attempts: createSignInAttempts(connection),
    passwords: createPasswords(),
    firstLockMs: config.signIn.firstLockMs,
    accessRecord,
    codec,
    temporal: { namespace, ...(config.temporal.uiUrl !== undefined && { uiUrl: config.temporal.uiUrl }) },
    apiKeys,
    notices: createNoticeStore(connection),
    webhooks: createWebhookStore(connection),
    deliveries: createDeliveryStore(connection),
    secrets,
    webhookNetworks: webhookNetworks(config.webhookNetworks),
    ...(config.mail.mailboxPage && { mailboxFolder: config.mail.mailboxDir }),
    ...composeOidc(config, connection),
    limits: createRateLimits(config.http.rateLimitPerMinute),
    httpMetrics: createHttpMetrics(registry),
    logger,
    noteRefusal: (refusal) => accessRecord.add({ ...refusal, at: new Date() }),
  };
}
