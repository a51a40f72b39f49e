export { createDeliveryStore } from './deliveries';
export type { DeliveryDraft, DeliveryStore } from './deliveries';
export { DISABLED_REASONS, WEBHOOK_KINDS } from './documents';
export type {
  DeliveryAttempt,
  DeliveryDocument,
  DisabledReason,
  WebhookDocument,
  WebhookKind,
} from './documents';
export { createWebhookStore } from './webhooks';
export type { WebhookStore } from './webhooks';
