import type { KeyObject } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createCaseActivities } from '../activities';
import { attemptTime } from '../activities/attempt-time';
import type { CaseActivities, TaskActivities } from '../activities/contract';
import type { DutyActivities } from '../activities/duties';
import type { Mailer, Replies } from '../activities/notify';
import type { CaseEvent } from '../domain/case/events';
import type { ActionEvent } from '../domain/corrective-action/rules';
import type { WorkOrderEvent } from '../domain/work-order/rules';
import { createAccessRecord } from '../models/access-record';
import { createBulkAssignmentStore } from '../models/bulk-assignments';
import { createCalendarStore } from '../models/calendars';
import { createCaseKeyStore } from '../models/case-keys';
import { createCaseStore } from '../models/cases';
import { openDutyStores } from '../models/duties';
import { createIntakeStore } from '../models/intakes';
import { createMailStore } from '../models/mails';
import { createNoticeStore } from '../models/notices';
import { createDirectory } from '../models/people';
import { createPolicyStore } from '../models/policies';
import type { Vault } from '../models/sealing';
import { createRuleChangeStore } from '../models/rule-changes';
import { createDeliveryStore, createWebhookStore } from '../models/webhooks';
import { createWidespreadStore } from '../models/widespread';
import { createActionStore } from '../models/corrective-actions';
import { createWorkOrderStore } from '../models/work-orders';
import { SYSTEM_OWNER, createMasterKey, createSealing } from '../platform/codec';
import type { Logger } from '../platform/logging';
import type { WorkMetrics } from '../platform/metrics';
import { createSearchDigests } from '../platform/search-digests';
import type { SmsGateway } from '../platform/sms';
import { composeDuties } from './compose-duties';

export type Stores = Awaited<ReturnType<typeof openStores>>;

/**
 * Opens every store that the work on cases needs.
 *
 * @param zone IANA zone of the company
 * @param masterKey wraps the keys of the cases and that of the system, from which all other secrets are derived: another
 *   master key changes none of them
 */
export async function openStores(connection: Connection, zone: string, masterKey: KeyObject) {
  const keys = createCaseKeyStore(connection, createMasterKey(masterKey));
  const secretKey = await keys.keyFor(SYSTEM_OWNER);
  const vault: Vault = { sealing: createSealing(keys), digest: createSearchDigests(secretKey) };
  const intakes = createIntakeStore(connection, zone, vault.sealing);
  return {
    keys,
    secretKey,
    vault,
    intakes,
    cases: createCaseStore(
      connection,
      (number, runId, session) => intakes.markStarted(number, runId, session),
      vault,
    ),
    accessRecord: createAccessRecord(connection, vault.sealing),
    calendars: createCalendarStore(connection),
    directory: createDirectory(connection),
    duties: openDutyStores(connection, vault),
    notices: createNoticeStore(connection),
    webhooks: createWebhookStore(connection),
    deliveries: createDeliveryStore(connection),
    policies: createPolicyStore(connection),
    ruleChanges: createRuleChangeStore(connection),
    widespread: createWidespreadStore(connection, vault.sealing),
    bulkAssignments: createBulkAssignmentStore(connection, vault.sealing),
    mails: createMailStore(connection, vault.sealing),
    workOrders: createWorkOrderStore(connection, vault.sealing),
    correctiveActions: createActionStore(connection, zone, vault.sealing),
  };
}

export interface ActivitySettings {
  readonly mailer: Mailer;
  readonly logger: Logger;
  readonly metrics: WorkMetrics;
  /** IANA zone of the company. */
  readonly zone: string;
  /** Base of the links in notices. */
  readonly publicUrl: string;
  /** The address at which the customer of a case follows it; absent: customers are told none. */
  readonly customerLink?: (number: string, at: Date) => Promise<string>;
  /** Absent: no text messages are sent. */
  readonly sms?: SmsGateway;
  /** Called after a case was closed. */
  readonly closed?: () => void;
  /** How an answer to a mail finds its case; absent: nobody reads answers. */
  readonly replies?: Replies;
}

/** The most events of one case that are read at once; a life has about a hundred. */
const WHOLE_CASE = 100_000;

/** The activities of cases, work orders, corrective actions and duties, over real stores. */
export function composeActivities(
  stores: Stores,
  settings: ActivitySettings,
): CaseActivities & TaskActivities & DutyActivities {
  const { logger, metrics, zone, publicUrl } = settings;
  const mailer = counted(settings.mailer, metrics);
  const ofCases = createCaseActivities({
    cases: {
      recordTransition: async (number, events, runId) => {
        const recorded = await stores.cases.recordTransition(number, events, runId, attemptTime());
        if (!recorded.repeated) count(metrics, recorded.events);
        if (!recorded.repeated && recorded.events.some(isClosing)) settings.closed?.();
        return recorded;
      },
      eventsOf: (number) => stores.cases.eventsOf(number, 0, WHOLE_CASE),
    },
    calendar: () => stores.calendars.calendar(),
    directory: stores.directory,
    policies: { find: (id, version) => stores.policies.find(id, version) },
    notices: stores.notices,
    outside: { webhooks: stores.webhooks, deliveries: stores.deliveries },
    mailer,
    ...(settings.sms && { sms: settings.sms }),
    ...(settings.customerLink && { customerLink: settings.customerLink }),
    ...(settings.replies && { replies: settings.replies }),
    logger,
    zone,
    linkTo: (number) => `${publicUrl}/cases/${number}`,
    linkToTask: (id) => `${publicUrl}/${isWorkOrder(id) ? 'work-orders' : 'corrective-actions'}/${id}`,
    appendToWorkOrder: async (id, events) =>
      countedOnce(metrics, events, await stores.workOrders.record(id, events, attemptTime())),
    appendToCorrectiveAction: async (id, events) =>
      countedOnce(metrics, events, await stores.correctiveActions.record(id, events, attemptTime())),
  });
  return { ...ofCases, ...composeDuties(stores, { mailer, logger, zone, publicUrl }) };
}

/** The id of a work order is its case's number and `-W` with its count. */
function isWorkOrder(id: string): boolean {
  return id.includes('-W');
}

function isClosing(event: CaseEvent): boolean {
  return event.type === 'stage-entered' && event.payload.stage === 'closed';
}

function count(metrics: WorkMetrics, events: readonly CaseEvent[]): void {
  metrics.recorded(events.length);
  countBreaches(metrics, events);
}

/** A repeat returns what was recorded first, instead of the events that it was given. */
function countedOnce<E extends WorkOrderEvent | ActionEvent>(
  metrics: WorkMetrics,
  given: readonly E[],
  recorded: readonly E[],
): readonly E[] {
  if (recorded === given) countBreaches(metrics, recorded);
  return recorded;
}

function countBreaches(
  metrics: WorkMetrics,
  events: readonly (CaseEvent | WorkOrderEvent | ActionEvent)[],
): void {
  for (const event of events) if (event.type === 'clock-broken') metrics.breached(event.payload.clause);
}

function counted(mailer: Mailer, metrics: WorkMetrics): Mailer {
  return {
    close: () => mailer.close(),
    send: async (mail) => {
      try {
        await mailer.send(mail);
        metrics.noticeSent();
      } catch (error) {
        metrics.noticeFailed();
        throw error;
      }
    },
  };
}
