import { Schema } from 'mongoose';
import type { Recipient } from '../../domain/policy/policy';

/** A system that is told by the rules of Standard Webhooks, or the robot of a group chat. */
export const WEBHOOK_KINDS = ['webhook', 'wecom', 'dingtalk', 'feishu'] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** Why nothing is sent any more until a test succeeds. */
export const DISABLED_REASONS = [
  /** Every attempt has failed for days. */
  'failing',
  /** It has answered 410: it wants nothing more. */
  'gone',
] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** Address and secrets are sealed with the master key: the address of a robot is as good as its password. */
export interface WebhookDocument {
  readonly _id: string;
  readonly kind: WebhookKind;
  /** What it is, in the words of whoever made it. */
  readonly title: string;
  readonly sealedUrl: string;
  /** The host alone, to be shown. */
  readonly host: string;
  /** The newest first; the former signs too until it runs out. */
  readonly secrets: readonly { readonly sealed: string; readonly until?: Date }[];
  /** Names of notices; empty: all. */
  readonly events: readonly string[];
  /** Only what one of these is told, in the words of the packs; empty: whoever is told. */
  readonly roles: readonly Recipient[];
  /** Only cases in the hands of these departments; empty: all. */
  readonly departments: readonly string[];
  readonly language: 'zh' | 'en';
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly state: 'active' | 'disabled' | 'ended';
  readonly disabledBecause?: DisabledReason;
  /** Since when every attempt has failed. */
  readonly failingSince?: Date;
  /** Times of the last attempts, the oldest first, as many as the limit of its kind has. */
  readonly recent: readonly Date[];
}

export interface DeliveryAttempt {
  readonly at: Date;
  /** `ok`, an HTTP status, `errcode 45009`, or the code of a connection that failed. */
  readonly outcome: string;
  readonly tookMs: number;
}

/** One message to one webhook; it stays the same one, with the same id, however often it is tried or replayed. */
export interface DeliveryDocument {
  /** What the receiver knows a repeat by. */
  readonly _id: string;
  readonly webhook: string;
  readonly type: string;
  /** Of a case or a task; absent: a test. */
  readonly number?: string;
  /** The body of the event, or the words for a group, as JSON. Nothing of a customer is in it. */
  readonly content: string;
  readonly createdAt: Date;
  readonly state: 'waiting' | 'delivered' | 'failed';
  /** Of one that waits: when it is tried next. */
  readonly tryAt: Date;
  /** Failed attempts since it was written or replayed. */
  readonly failures: number;
  /** The latest twenty. */
  readonly attempts: readonly DeliveryAttempt[];
}

const webhookDefinition = {
  _id: { type: String, required: true },
  kind: { type: String, enum: WEBHOOK_KINDS, required: true },
  title: { type: String, required: true },
  sealedUrl: { type: String, required: true },
  host: { type: String, required: true },
  secrets: [{ _id: false, sealed: { type: String, required: true }, until: Date }],
  events: { type: [String], required: true },
  roles: { type: [String], required: true },
  departments: { type: [String], required: true },
  language: { type: String, enum: ['zh', 'en'], required: true },
  createdAt: { type: Date, required: true },
  createdBy: { type: String, required: true },
  state: { type: String, enum: ['active', 'disabled', 'ended'], required: true },
  disabledBecause: { type: String, enum: DISABLED_REASONS },
  failingSince: Date,
  recent: { type: [Date], required: true },
} as const;

export const webhookSchema = new Schema(webhookDefinition, {
  collection: 'webhooks',
  versionKey: false,
  strict: 'throw',
});

const deliveryDefinition = {
  _id: { type: String, required: true },
  webhook: { type: String, required: true },
  type: { type: String, required: true },
  number: String,
  content: { type: String, required: true },
  createdAt: { type: Date, required: true },
  state: { type: String, enum: ['waiting', 'delivered', 'failed'], required: true },
  tryAt: { type: Date, required: true },
  failures: { type: Number, required: true },
  attempts: [
    {
      _id: false,
      at: { type: Date, required: true },
      outcome: { type: String, required: true },
      tookMs: { type: Number, required: true },
    },
  ],
} as const;

const KEPT_DAYS = 30;

export const deliverySchema = new Schema(deliveryDefinition, {
  collection: 'webhookDeliveries',
  versionKey: false,
  strict: 'throw',
});
deliverySchema.index({ webhook: 1, createdAt: -1, _id: -1 });
deliverySchema.index({ webhook: 1, tryAt: 1 }, { partialFilterExpression: { state: 'waiting' } });
deliverySchema.index({ createdAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400 });
