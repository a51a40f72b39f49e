export { createAccessRecord } from './store';
export type { AccessRecord } from './store';
export type { AccessRecordDocument } from './schema';
export type { AccessEntry, AccessFilter, AccessListRequest, AccessPage } from './list';
