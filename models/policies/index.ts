export { loadPacks } from './load-packs';
export type { LoadedPack } from './load-packs';
export { packJsonSchema } from './json-schema';
export { PackError } from './pack-problems';
export type { PackProblem } from './pack-problems';
export type { Rules } from './pack-schema';
export { createPolicyStore } from './store';
export type { PolicyStore, Published } from './store';
