import { z } from 'zod';
import { readFileVariable, type ConfigIssue } from './config-errors';
import { wholeNumber } from './whole-number';

/** The mailbox from which complaints are taken in. */
export interface ImapConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS, without which only a mailbox on this machine is opened. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  /** To which customers write. */
  readonly address: string;
  readonly folder: string;
  /** Where mails go once they are dealt with. */
  readonly processedFolder: string;
  readonly rejectedFolder: string;
  /** Where mails of a sender who has sent too many wait for an operator. */
  readonly heldFolder: string;
  /** In bytes. */
  readonly largestMail: number;
  /** New complaints of one sender in an hour; what comes beyond is held. */
  readonly casesPerSender: number;
}

const MEGABYTE = 1024 * 1024;
const FOLDER_FORM = 'the name of a folder, as in INBOX';
const ADDRESS_FORM = 'the e-mail address that customers write to, as in support@example.com';
const PASSWORD_FORM = 'the password of the mailbox, in a file';

const folder = z.string().regex(/^[^\p{Cc}]{1,200}$/u, FOLDER_FORM);
const address = z.string().regex(/^[^\s@<>"]{1,40}@[^\s@<>"]{1,200}$/, ADDRESS_FORM);

/** The variables that need no other to be understood. */
export const imapVariables = {
  IMAP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or an IP address')
    .optional(),
  IMAP_PORT: wholeNumber(1, 65_535).optional(),
  IMAP_SECURE: z.enum(['true', 'false'], { error: () => 'true or false' }).default('true'),
  IMAP_ADDRESS: address.optional(),
  IMAP_FOLDER: folder.default('INBOX'),
  IMAP_PROCESSED_FOLDER: folder.default('Processed'),
  IMAP_REJECTED_FOLDER: folder.default('Rejected'),
  IMAP_HELD_FOLDER: folder.default('Held'),
  IMAP_LARGEST_MAIL_MB: wholeNumber(1, 100).default(25),
  IMAP_CASES_PER_SENDER: wholeNumber(1, 1_000).default(10),
} as const;

const given = z.object(imapVariables);

/** The mailbox, if one is named; what is wrong or missing becomes an issue. */
export function readImap(
  present: Readonly<Record<string, string | undefined>>,
  issues: ConfigIssue[],
): ImapConfig | undefined {
  if (present['IMAP_HOST'] === undefined) return undefined;
  const user = present['IMAP_USER'];
  if (user === undefined) issues.push(missing('IMAP_USER', 'the user of the mailbox'));
  const password = passwordIn(present, issues);
  const written = present['IMAP_ADDRESS'] ?? user;
  const read = address.safeParse(written);
  if (!read.success && written !== undefined) {
    const problem =
      present['IMAP_ADDRESS'] === undefined ? 'is missing, and IMAP_USER is no address' : 'is not valid';
    issues.push({ variable: 'IMAP_ADDRESS', problem, expected: ADDRESS_FORM });
  }
  const plain = given.safeParse(present);
  const host = plain.data?.IMAP_HOST;
  if (!plain.success || host === undefined || user === undefined || password === undefined || !read.success) {
    return undefined;
  }
  const secure = plain.data.IMAP_SECURE === 'true';
  return {
    host,
    port: plain.data.IMAP_PORT ?? (secure ? 993 : 143),
    secure,
    user,
    password,
    address: read.data.toLowerCase(),
    folder: plain.data.IMAP_FOLDER,
    processedFolder: plain.data.IMAP_PROCESSED_FOLDER,
    rejectedFolder: plain.data.IMAP_REJECTED_FOLDER,
    heldFolder: plain.data.IMAP_HELD_FOLDER,
    largestMail: plain.data.IMAP_LARGEST_MAIL_MB * MEGABYTE,
    casesPerSender: plain.data.IMAP_CASES_PER_SENDER,
  };
}

function passwordIn(
  present: Readonly<Record<string, string | undefined>>,
  issues: ConfigIssue[],
): string | undefined {
  const { IMAP_PASSWORD: value, IMAP_PASSWORD_FILE: file } = present;
  if (value !== undefined) return value;
  if (file === undefined) {
    issues.push(missing('IMAP_PASSWORD_FILE', PASSWORD_FORM));
    return undefined;
  }
  return readFileVariable('IMAP_PASSWORD_FILE', file, issues)?.toString('utf8').trim();
}

function missing(variable: string, expected: string): ConfigIssue {
  return { variable, problem: 'is missing while IMAP_HOST is set', expected };
}
