export { createArchive } from './create-archive';
export type { ArchiveActivities, ArchiveDependencies, ArchiveInput, ArchiveResult } from './create-archive';
