export { createApiKeyStore } from './api-keys';
export type { ApiKeyRequest, ApiKeyStore } from './api-keys';
export type { AbsenceEntry, Absences } from './absences';
export { createDirectory } from './directory';
export type { Directory, Person } from './directory';
export type { AbsenceDocument, DepartmentDocument, UserDocument } from './documents';
