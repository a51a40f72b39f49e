import type { Config } from '../config';
import { createFileMailer } from './file-mailer';
import type { Mailer } from './mailer';
import { createSmtpMailer } from './smtp-mailer';

export { isAddress } from './address';
export { createFileMailer } from './file-mailer';
export { NotHandedOver, RefusedForGood } from './mailer';
export type { Mail, Mailer } from './mailer';
export { createSmtpMailer } from './smtp-mailer';

/** Hands mails to the mail server; without one, keeps them as files, so that nothing is sent by mistake. */
export function createMailer({ smtpUrl, from, mailboxDir }: Config['mail']): Mailer {
  return smtpUrl === undefined
    ? createFileMailer({ folder: mailboxDir, from })
    : createSmtpMailer({ url: smtpUrl, from });
}
