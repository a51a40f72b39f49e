export { startInput } from './start-input';
export type { IntakeDocument } from './documents';
export { createIntakeStore, IdempotencyKeyReusedError, KEY_KEPT_MS } from './store';
export type { Filed, Filing, IdempotencyKey, IntakeStore } from './store';
