export { createApiKeyStore } from './api-keys';
export type { ApiKeyRequest, ApiKeyStore, KeyBearer, ListedKey } from './api-keys';
export type { AbsenceEntry, Absences } from './absences';
export { createDirectory } from './directory';
export type { Directory, Person, Profile } from './directory';
export type { AbsenceDocument, DepartmentDocument, KeyScope, UserDocument } from './documents';
