import type { Collection, Connection } from 'mongoose';
import { webhookSchema, type DisabledReason, type WebhookDocument } from './documents';

/** The webhooks. Every time is given by the caller. */
export interface WebhookStore {
  add(webhook: WebhookDocument): Promise<void>;
  find(id: string): Promise<WebhookDocument | undefined>;
  /** Those that have not ended, the newest first. */
  all(): Promise<readonly WebhookDocument[]>;
  /** Those that something is sent to. */
  active(): Promise<readonly WebhookDocument[]>;
  /** Returns whether it had not ended. */
  end(id: string): Promise<boolean>;
  /** Signs with this secret from now on, and with the former too until that time. */
  changeSecret(id: string, sealed: string, formerUntil: Date): Promise<void>;
  /** Returns whether it was not disabled already. */
  disable(id: string, because: DisabledReason): Promise<boolean>;
  /** Something has arrived: it is active again, and no longer failing. */
  noteSuccess(id: string): Promise<void>;
  /** Something has not arrived. Returns since when nothing has. */
  noteFailure(id: string, at: Date): Promise<Date>;
  /**
   * Takes one of the places of a minute.
   *
   * @param perMinute how many there are
   * @returns undefined if it was free, otherwise when one will be
   */
  takePlace(id: string, perMinute: number, now: Date): Promise<Date | undefined>;
}

const MINUTE_MS = 60_000;

/** Opens the webhooks on a connection. */
export function createWebhookStore(connection: Connection): WebhookStore {
  connection.model('Webhook', webhookSchema);
  const webhooks: Collection<WebhookDocument> = connection.collection<WebhookDocument>('webhooks');
  return {
    add: async (webhook) => {
      await webhooks.insertOne(webhook);
    },
    find: async (id) => (await webhooks.findOne({ _id: id })) ?? undefined,
    all: () =>
      webhooks
        .find({ state: { $ne: 'ended' } })
        .sort({ createdAt: -1, _id: 1 })
        .toArray(),
    active: () => webhooks.find({ state: 'active' }).toArray(),
    end: async (id) => {
      const { modifiedCount } = await webhooks.updateOne(
        { _id: id, state: { $ne: 'ended' } },
        { $set: { state: 'ended', secrets: [], sealedUrl: '' } },
      );
      return modifiedCount === 1;
    },
    changeSecret: async (id, sealed, formerUntil) => {
      const [former] = (await webhooks.findOne({ _id: id }))?.secrets ?? [];
      const kept = former ? [{ sealed: former.sealed, until: formerUntil }] : [];
      await webhooks.updateOne({ _id: id }, { $set: { secrets: [{ sealed }, ...kept] } });
    },
    disable: async (id, because) => {
      const { modifiedCount } = await webhooks.updateOne(
        { _id: id, state: 'active' },
        { $set: { state: 'disabled', disabledBecause: because } },
      );
      return modifiedCount === 1;
    },
    noteSuccess: async (id) => {
      await webhooks.updateOne({ _id: id }, { $unset: { failingSince: '' } });
      await webhooks.updateOne(
        { _id: id, state: 'disabled' },
        { $set: { state: 'active' }, $unset: { disabledBecause: '' } },
      );
    },
    noteFailure: async (id, at) => {
      await webhooks.updateOne({ _id: id, failingSince: { $exists: false } }, { $set: { failingSince: at } });
      return (await webhooks.findOne({ _id: id }))?.failingSince ?? at;
    },
    takePlace: async (id, perMinute, now) => {
      const aMinuteAgo = new Date(now.getTime() - MINUTE_MS);
      const { modifiedCount } = await webhooks.updateOne(
        {
          _id: id,
          $or: [{ [`recent.${perMinute - 1}`]: { $exists: false } }, { 'recent.0': { $lte: aMinuteAgo } }],
        },
        { $push: { recent: { $each: [now], $slice: -perMinute } } },
      );
      if (modifiedCount === 1) return undefined;
      const oldest = (await webhooks.findOne({ _id: id }))?.recent[0] ?? now;
      return new Date(oldest.getTime() + MINUTE_MS);
    },
  };
}
