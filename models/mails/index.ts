export { MAIL_OUTCOMES } from './documents';
export type { MailDocument, MailOutcome } from './documents';
export { createMailStore } from './store';
export type { MailNote, MailPage, MailStore } from './store';
