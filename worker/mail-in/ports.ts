import type { TellCase } from '../../activities/widespread/tell-case';
import type { AccessRecord } from '../../models/access-record';
import type { AttachmentStore } from '../../models/attachments';
import type { CaseStore } from '../../models/cases';
import type { IntakeDocument, IntakeStore } from '../../models/intakes';
import type { MailStore } from '../../models/mails';
import type { PolicyStore } from '../../models/policies';
import type { Logger } from '../../platform/logging';
import type { Mailer } from '../../platform/mail';
import type { ReplyTokens } from '../../platform/reply-tokens';

/** What taking mails in needs. */
export interface MailDesk {
  readonly mails: MailStore;
  readonly intakes: Pick<IntakeStore, 'file' | 'find'>;
  readonly cases: Pick<CaseStore, 'find'>;
  readonly attachments: Pick<AttachmentStore, 'find' | 'store'>;
  readonly policies: Pick<PolicyStore, 'current' | 'find'>;
  readonly accessRecord: AccessRecord;
  readonly start: (filed: IntakeDocument) => Promise<unknown>;
  readonly tell: TellCase;
  /** Answers those whose mail can't be taken in. */
  readonly mailer: Pick<Mailer, 'send'>;
  readonly tokens: ReplyTokens;
  readonly senderDigest: (address: string) => string;
  readonly logger: Logger;
  readonly settings: {
    /** Our own address. */
    readonly address: string;
    readonly defaultPolicy: string;
    /** In bytes. */
    readonly largestMail: number;
    /** New complaints of one sender in an hour. */
    readonly casesPerSender: number;
  };
}

/** A mail can't be dealt with yet: it stays where it is. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** Whom the access record and the files name. */
export const MAILBOX = 'mailbox';
