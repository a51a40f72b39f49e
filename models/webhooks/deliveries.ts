import { createHash, randomBytes } from 'node:crypto';
import type { Collection, Connection } from 'mongoose';
import { deliverySchema, type DeliveryAttempt, type DeliveryDocument } from './documents';

/** A message to be delivered. The same key makes the same message: writing it twice delivers it once. */
export interface DeliveryDraft {
  readonly webhook: string;
  readonly key: string;
  readonly type: string;
  readonly number?: string;
  /** JSON. */
  readonly content: string;
}

/** The messages to webhooks. Every time is given by the caller. */
export interface DeliveryStore {
  /** Writes those that are not there yet; they are due at once. */
  write(drafts: readonly DeliveryDraft[], at: Date): Promise<void>;
  /** A message that only says that messages arrive. Returns its id. */
  writeTest(webhook: string, content: string, at: Date): Promise<string>;
  find(webhook: string, id: string): Promise<DeliveryDocument | undefined>;
  /** The newest first, from after a place on. */
  list(
    webhook: string,
    page: { readonly after?: { readonly createdAt: Date; readonly id: string }; readonly limit: number },
  ): Promise<readonly DeliveryDocument[]>;
  /** The webhooks that something waits for now. */
  webhooksDue(now: Date): Promise<readonly string[]>;
  /** Takes the oldest that is due; nobody else takes it until that time. */
  claim(webhook: string, now: Date, until: Date): Promise<DeliveryDocument | undefined>;
  markDelivered(id: string, attempt: DeliveryAttempt): Promise<void>;
  /** Tries it again at that time; `counted` unless it was not its turn. */
  postpone(id: string, tryAt: Date, attempt?: DeliveryAttempt): Promise<void>;
  markFailed(id: string, attempt: DeliveryAttempt): Promise<void>;
  /** Nothing is tried any more of what waits for this webhook. */
  failWaiting(webhook: string): Promise<void>;
  /** It is due again, with the same id. Returns whether there is such a message. */
  replay(webhook: string, id: string, at: Date): Promise<boolean>;
}

const ATTEMPTS_KEPT = 20;
/** What the connection is told of attempts beyond the kept ones. */
const keeping = (attempt: DeliveryAttempt) => ({
  attempts: { $each: [attempt], $slice: -ATTEMPTS_KEPT },
});

/** Opens the messages on a connection. */
export function createDeliveryStore(connection: Connection): DeliveryStore {
  connection.model('WebhookDelivery', deliverySchema);
  const deliveries: Collection<DeliveryDocument> =
    connection.collection<DeliveryDocument>('webhookDeliveries');
  return {
    write: async (drafts, at) => {
      if (drafts.length === 0) return;
      await deliveries.bulkWrite(
        drafts.map(({ key, ...draft }) => ({
          updateOne: {
            filter: { _id: idOf(draft.webhook, key) },
            update: { $setOnInsert: { ...draft, ...fresh(at) } },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
    writeTest: async (webhook, content, at) => {
      const id = idOf(webhook, randomBytes(16).toString('hex'));
      await deliveries.insertOne({ _id: id, webhook, type: 'webhook.test', content, ...fresh(at) });
      return id;
    },
    find: async (webhook, id) => (await deliveries.findOne({ _id: id, webhook })) ?? undefined,
    list: (webhook, { after, limit }) =>
      deliveries
        .find({ webhook, ...(after && beyond(after)) })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray(),
    webhooksDue: (now) => deliveries.distinct('webhook', { state: 'waiting', tryAt: { $lte: now } }),
    claim: async (webhook, now, until) =>
      (await deliveries.findOneAndUpdate(
        { webhook, state: 'waiting', tryAt: { $lte: now } },
        { $set: { tryAt: until } },
        { sort: { tryAt: 1 } },
      )) ?? undefined,
    markDelivered: async (id, attempt) => {
      await deliveries.updateOne({ _id: id }, { $set: { state: 'delivered' }, $push: keeping(attempt) });
    },
    postpone: async (id, tryAt, attempt) => {
      await deliveries.updateOne(
        { _id: id },
        { $set: { tryAt }, ...(attempt && { $push: keeping(attempt), $inc: { failures: 1 } }) },
      );
    },
    markFailed: async (id, attempt) => {
      await deliveries.updateOne(
        { _id: id },
        { $set: { state: 'failed' }, $push: keeping(attempt), $inc: { failures: 1 } },
      );
    },
    failWaiting: async (webhook) => {
      await deliveries.updateMany({ webhook, state: 'waiting' }, { $set: { state: 'failed' } });
    },
    replay: async (webhook, id, at) => {
      const { matchedCount } = await deliveries.updateOne(
        { _id: id, webhook },
        { $set: { state: 'waiting', tryAt: at, failures: 0 } },
      );
      return matchedCount === 1;
    },
  };
}

function fresh(at: Date): Pick<DeliveryDocument, 'createdAt' | 'state' | 'tryAt' | 'failures' | 'attempts'> {
  return { createdAt: at, state: 'waiting', tryAt: at, failures: 0, attempts: [] };
}

/** Without a full stop: that divides it from the rest of what is signed. */
function idOf(webhook: string, key: string): string {
  return `msg_${createHash('sha256').update(`${webhook}/${key}`).digest('hex').slice(0, 40)}`;
}

function beyond({ createdAt, id }: { readonly createdAt: Date; readonly id: string }) {
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] };
}
