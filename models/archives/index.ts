export { ArchiveDamagedError, createArchiveStore } from './store';
export type { ArchivedRun, ArchiveStore, ClosedRun, RunId, RunStatus } from './store';
