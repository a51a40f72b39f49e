export { adoptKeys } from './adopt';
export { KeyDestroyedError } from './destroyed';
export { ensureKeyIndex } from './ensure-index';
export { holdKey } from './hold';
export { createCaseKeyStore } from './store';
export type { CaseKeyStore, FoundKey, KeyWrapper } from './store';
export type { KeyWatch } from './watch';
export { rotateKeys } from './rotate';
export type { RotationProgress } from './rotate';
