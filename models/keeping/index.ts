export type { CaseKeepingDocument, Decided, Erasure, LegalHold } from './documents';
export { createEraseCase, erasableNow } from './erase-case';
export type { EraseCase, ErasingParts, ErasureOutcome } from './erase-case';
export { createKeepingStore } from './store';
export type { Begun, CaseKeeping, KeepingStore, StandingHold } from './store';
