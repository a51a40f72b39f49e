export { createApiKeyStore } from './api-keys';
export type { ApiKeyRequest, ApiKeyStore } from './api-keys';
export { createDirectory } from './directory';
export type { Directory, Person } from './directory';
export type { DepartmentDocument, UserDocument } from './documents';
