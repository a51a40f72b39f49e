export { createNotify, GIVE_UP_AFTER_MS } from './create-notify';
export type { NotifyDependencies, Replies } from './create-notify';
export { createSendDue } from './due';
export type { DueActivities, DueDependencies } from './due';
export type { Mail, Mailer } from '../../platform/mail';
export type { CaseEvents, Directory, Person, Policies } from './ports';
export { hasText } from '../../models/notices/texts';
