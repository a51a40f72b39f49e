import type { KeyObject } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import type { Replies } from '../activities/notify';
import { commandTeller } from '../activities/widespread';
import { createAttachmentStore } from '../models/attachments';
import type { Config } from '../platform/config';
import type { ImapConfig } from '../platform/imap-config';
import type { Logger } from '../platform/logging';
import type { Mailer } from '../platform/mail';
import { createReplyTokens } from '../platform/reply-tokens';
import { createSenderDigests } from '../platform/sender-digests';
import type { Stores } from './compose';
import { watchMailbox, type MailHandling, type WatchedMailbox } from './mail-in/mailbox';
import type { MailDesk } from './mail-in/ports';
import { refuseTooLarge, takeIn } from './mail-in/take-in';
import { caseStarter } from './start-filed-case';

export interface MailInParts {
  readonly connection: Connection;
  readonly stores: Pick<
    Stores,
    'accessRecord' | 'cases' | 'intakes' | 'mails' | 'policies' | 'secretKey' | 'vault'
  >;
  readonly config: Pick<Config, 'defaultPolicy' | 'temporal'>;
  readonly imap: ImapConfig;
  readonly client: Client;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly logger: Logger;
}

/** How answers to our mails find their cases. */
export function composeReplies(secretKey: KeyObject, { address }: ImapConfig): Replies {
  const tokens = createReplyTokens(secretKey);
  return {
    tagOf: (number) => tokens.tagOf(number),
    addressOf: (number) => tokens.addressOf(number, address),
  };
}

/** What taking mails in needs, over real stores and a client with the codec of the cases. */
export function openMailDesk(parts: MailInParts): MailDesk {
  const { connection, stores, config, imap, client, mailer, logger } = parts;
  const { address, largestMail, casesPerSender } = imap;
  return {
    mails: stores.mails,
    intakes: stores.intakes,
    cases: stores.cases,
    policies: stores.policies,
    attachments: createAttachmentStore(connection, stores.vault.sealing),
    accessRecord: stores.accessRecord,
    start: caseStarter(client, config.temporal.taskQueue, stores.policies),
    tell: commandTeller(client),
    mailer,
    tokens: createReplyTokens(stores.secretKey),
    senderDigest: createSenderDigests(stores.secretKey),
    logger,
    settings: { address, largestMail, casesPerSender, defaultPolicy: config.defaultPolicy },
  };
}

/** What is done with mails. */
export function mailHandling(desk: MailDesk): MailHandling {
  return {
    take: (mail) => takeIn(desk, mail),
    refuseTooLarge: (head) => refuseTooLarge(desk, head),
    moved: (key) => desk.mails.noteMoved(key, new Date()),
  };
}

/** Takes mails in from now on. The worker does so beside its workflows: a mail is no case yet, and has no history. */
export function watchMails(handling: MailHandling, imap: ImapConfig, logger: Logger): WatchedMailbox {
  logger.info({ folder: imap.folder }, 'Complaints are taken in by e-mail');
  return watchMailbox(imap, handling, logger);
}
