export { createSentCommandStore } from './store';
export type { SentCommand, SentCommandStore } from './store';
export type { SentCommandDocument } from './schema';
