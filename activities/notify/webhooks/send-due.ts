import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type {
  DeliveryDocument,
  DeliveryStore,
  WebhookDocument,
  WebhookStore,
} from '../../../models/webhooks';
import type { SecretTexts } from '../../../platform/codec';
import type { Logger } from '../../../platform/logging';
import type { WebhookNetworks } from '../../../platform/webhook-address';
import { httpMessage, type GroupWords } from './message';
import { NoAnswer, post } from './post';
import { verdictOf, type Verdict } from './verdict';

export interface WebhookDependencies {
  readonly webhooks: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly secrets: SecretTexts;
  readonly networks: WebhookNetworks;
  readonly logger: Logger;
  /** Tells the administrators that nothing more is sent to a webhook. */
  readonly tellDisabled: (webhook: WebhookDocument, at: Date) => Promise<void>;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** After each failure in turn; together three days, as Standard Webhooks recommends. */
const PAUSES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
/** So that all that failed at once is not tried again at once. */
const JITTER_PERCENT = 10;
/** A webhook that nothing has reached for so long is disabled. */
const DISABLE_AFTER_MS = 72 * HOUR_MS;
/** Whoever has taken a message and does not say what came of it has been killed. */
const CLAIM_MS = MINUTE_MS;
/** Messages to one webhook at a time; the next sweep goes on. */
const AT_ONCE = 40;

/** What the platforms take of one robot in a minute; of a system we know no limit but its own answers. */
const PER_MINUTE = { webhook: 600, wecom: 20, dingtalk: 20, feishu: 100 } as const;
/** Feishu takes five a second. */
const BETWEEN_MS = { webhook: 0, wecom: 0, dingtalk: 0, feishu: 250 } as const;

const groupWords = z.object({ title: z.string(), lines: z.array(z.string()), link: z.string() });

/**
 * Sends what waits for webhooks: to each in order, and side by side. The first failure ends a webhook's turn, so that
 * one which is down is asked once a sweep.
 *
 * @param now Temporal's time, epoch milliseconds: what is due at it is sent
 */
export async function sendDueToWebhooks(dependencies: WebhookDependencies, now: number): Promise<number> {
  const due = await dependencies.deliveries.webhooksDue(new Date(now));
  const counts = await Promise.all(due.map((id) => sendTo(id, dependencies, now)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function sendTo(id: string, dependencies: WebhookDependencies, now: number): Promise<number> {
  const { webhooks, deliveries } = dependencies;
  const webhook = await webhooks.find(id);
  if (!webhook || webhook.state === 'ended') {
    await deliveries.failWaiting(id);
    return 0;
  }
  let sent = 0;
  for (; sent < AT_ONCE; sent += 1) {
    const delivery = await deliveries.claim(id, new Date(now), new Date(now + CLAIM_MS));
    if (!delivery || !(await sendOne(webhook, delivery, dependencies, now))) break;
    await sleep(BETWEEN_MS[webhook.kind]);
  }
  return sent;
}

/** Returns whether the next may follow. */
async function sendOne(
  webhook: WebhookDocument,
  delivery: DeliveryDocument,
  dependencies: WebhookDependencies,
  now: number,
): Promise<boolean> {
  const { webhooks, deliveries, logger } = dependencies;
  const freeAt = await webhooks.takePlace(webhook._id, PER_MINUTE[webhook.kind], new Date(now));
  if (freeAt) {
    await deliveries.postpone(delivery._id, freeAt);
    return false;
  }
  const began = Date.now();
  const verdict = await attempt(webhook, delivery, dependencies, began);
  const noted = { at: new Date(now), outcome: verdict.outcome, tookMs: Date.now() - began };
  if (verdict.kind === 'delivered') {
    await deliveries.markDelivered(delivery._id, noted);
    await webhooks.noteSuccess(webhook._id);
    return true;
  }
  logger.warn({ webhook: webhook._id, outcome: verdict.outcome }, 'A message to a webhook did not arrive');
  if (verdict.kind === 'slow-down') {
    await deliveries.postpone(delivery._id, new Date(now + verdict.afterMs), noted);
    return false;
  }
  const failingSince = await webhooks.noteFailure(webhook._id, new Date(now));
  const pause = pauseAfter(delivery.failures);
  if (pause === undefined) await deliveries.markFailed(delivery._id, noted);
  else await deliveries.postpone(delivery._id, new Date(now + pause), noted);
  const isGone = verdict.kind === 'gone';
  if (isGone || now - failingSince.getTime() >= DISABLE_AFTER_MS) {
    await disable(webhook, isGone, dependencies, new Date(now));
  }
  return false;
}

async function attempt(
  webhook: WebhookDocument,
  { _id: id, content }: DeliveryDocument,
  { secrets, networks }: WebhookDependencies,
  clock: number,
): Promise<Verdict> {
  const open = (sealed: string) => secrets.open(sealed, webhook._id);
  const valid = webhook.secrets.filter(({ until }) => until === undefined || until.getTime() > clock);
  const message = httpMessage(
    {
      kind: webhook.kind,
      url: open(webhook.sealedUrl),
      secrets: valid.map(({ sealed }) => open(sealed)),
      id,
      content,
      // The receiver compares it with its own clock.
      now: clock,
    },
    readWords,
  );
  try {
    return verdictOf(webhook.kind, await post(message, networks));
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { kind: 'failed', outcome: error.code };
  }
}

function readWords(content: string): GroupWords {
  return groupWords.parse(JSON.parse(content));
}

async function disable(
  webhook: WebhookDocument,
  isGone: boolean,
  { webhooks, deliveries, tellDisabled, logger }: WebhookDependencies,
  at: Date,
): Promise<void> {
  const isNew = await webhooks.disable(webhook._id, isGone ? 'gone' : 'failing');
  await deliveries.failWaiting(webhook._id);
  if (!isNew) return;
  logger.error({ webhook: webhook._id }, 'A webhook is disabled: nothing has arrived there for days');
  await tellDisabled({ ...webhook, disabledBecause: isGone ? 'gone' : 'failing' }, at);
}

function pauseAfter(failures: number): number | undefined {
  const pause = PAUSES_MS[failures];
  return pause === undefined ? undefined : pause + (pause * randomInt(0, JITTER_PERCENT + 1)) / 100;
}
