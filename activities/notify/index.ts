export { createNotify, GIVE_UP_AFTER_MS } from './create-notify';
export type { NotifyDependencies } from './create-notify';
export { createSendDue } from './due';
export type { DueActivities, DueDependencies } from './due';
export { createFileMailer } from './file-mailer';
export { createSmtpMailer } from './smtp-mailer';
export type { Mail, Mailer } from './mailer';
export type { CaseEvents, Directory, Person, Policies } from './ports';
export { hasText } from '../../models/notices/texts';
