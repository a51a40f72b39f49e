import { cutAddress } from './shown-sender';
import { answerCase } from './answer';
import { fileComplaint } from './file-complaint';
import type { IncomingMail } from './incoming-mail';
import { mailKey } from './mail-key';
import { MAILBOX, type MailDesk } from './ports';
import { readHead, readMail, UnreadableMail } from './read-mail';
import { remark } from './remarks';
import { tooLargeLetter } from './too-large';
import type { MailDocument, MailOutcome } from '../../models/mails';

/** Where a mail goes once it is dealt with. */
export type Destination = 'processed' | 'rejected' | 'held';

export interface Dealt {
  /** What the mail is known by. */
  readonly key: string;
  readonly destination: Destination;
}

/** A mail as it lies in the mailbox. */
export interface RawMail {
  readonly source: Buffer;
  /** When our mail server had it. */
  readonly receivedAt: Date;
}

type Result = Pick<MailDocument, 'outcome' | 'reason' | 'number'>;

const HOUR_MS = 3_600_000;
const DESTINATIONS: Readonly<Record<MailOutcome, Destination>> = {
  filed: 'processed',
  added: 'processed',
  unverified: 'processed',
  'passed-over': 'processed',
  erased: 'rejected',
  rejected: 'rejected',
  held: 'held',
};

/**
 * Deals with a mail, once however often it is tried: what became of it is written down last, and all before it changes
 * nothing when it is repeated.
 *
 * @throws {NotYet}, and whatever database, Temporal or mail server throw while they are away: the mail has to stay
 */
export async function takeIn(desk: MailDesk, { source, receivedAt }: RawMail): Promise<Dealt> {
  let mail: IncomingMail;
  try {
    mail = await readMail(source, desk.settings.address);
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    return dealt(desk, mailKey('', source), '', () => Promise.resolve(rejected(error.reason)));
  }
  const key = mailKey(mail.messageId, source);
  return dealt(desk, key, mail.from.address, (letThrough) =>
    mail.automatic
      ? Promise.resolve({ outcome: 'passed-over', reason: mail.automatic })
      : byItsToken(desk, { key, mail, receivedAt, letThrough }),
  );
}

/** Refuses a mail that is larger than may be, by its head: the rest of it is not even loaded. */
export async function refuseTooLarge(desk: MailDesk, head: Buffer): Promise<Dealt> {
  const { messageId, from, automatic } = await readHead(head, desk.settings.address);
  const key = mailKey(messageId, head);
  return dealt(desk, key, from.address, async () => {
    if (automatic) return { outcome: 'passed-over', reason: automatic };
    const lately = await desk.mails.rejectedSince(desk.senderDigest(from.address), anHourAgo());
    if (from.address !== '' && lately < desk.settings.casesPerSender) {
      await desk.mailer.send(tooLargeLetter(key, from, desk.settings.largestMail));
    }
    return rejected('too-large');
  });
}

function rejected(reason: string): Result {
  return { outcome: 'rejected', reason };
}

interface Waiting {
  readonly key: string;
  readonly mail: IncomingMail;
  readonly receivedAt: Date;
  /** It was held, and an operator has put it back. */
  readonly letThrough: boolean;
}

async function byItsToken(desk: MailDesk, waiting: Waiting): Promise<Result> {
  const { key, mail } = waiting;
  const reply = desk.tokens.read([mail.subject, ...mail.to]);
  switch (reply.kind) {
    case 'nothing':
      return asNew(desk, waiting, []);
    case 'forged': {
      const result = await asNew(desk, waiting, [remark('forged')]);
      await onAccessRecord(desk, key, { ...result, outcome: 'forged-token' });
      return { ...result, reason: 'forged-token' };
    }
    case 'case': {
      const { number } = reply;
      const answered = await answerCase(desk, key, number, mail);
      if (answered === 'over' || answered === 'unknown') {
        return asNew(desk, waiting, [remark(answered, { number })]);
      }
      return { outcome: answered, number };
    }
  }
}

async function asNew(desk: MailDesk, waiting: Waiting, remarks: readonly string[]): Promise<Result> {
  const { key, mail, receivedAt, letThrough } = waiting;
  const filed = await desk.mails.filedSince(desk.senderDigest(mail.from.address), anHourAgo());
  if (!letThrough && filed >= desk.settings.casesPerSender) {
    desk.logger.warn(
      { mail: key, filed },
      'A sender has filed too many complaints by mail; this one is held',
    );
    return { outcome: 'held', reason: 'too-many' };
  }
  return { outcome: 'filed', number: await fileComplaint(desk, { key, mail, receivedAt, remarks }) };
}

/** Finds what became of the mail before, or deals with it and writes down what became of it. */
async function dealt(
  desk: MailDesk,
  key: string,
  sender: string,
  deal: (letThrough: boolean) => Promise<Result>,
): Promise<Dealt> {
  const before = await desk.mails.find(key);
  const letThrough = before?.outcome === 'held' && before.movedAt !== undefined;
  if (before && !letThrough) return { key, destination: DESTINATIONS[before.outcome] };
  if (letThrough && !(await desk.mails.takeUp(key, new Date()))) return { key, destination: 'rejected' };
  const result = await deal(letThrough);
  if (result.outcome === 'rejected') {
    desk.logger.warn({ mail: key, reason: result.reason }, 'A mail could not be taken in');
    await onAccessRecord(desk, key, result);
  }
  await desk.mails.note({
    _id: key,
    at: new Date(),
    sender: desk.senderDigest(sender),
    shownSender: cutAddress(sender),
    ...result,
  });
  return { key, destination: DESTINATIONS[result.outcome] };
}

async function onAccessRecord(
  { accessRecord }: MailDesk,
  key: string,
  { number, reason, outcome }: Omit<Result, 'outcome'> & { readonly outcome: string },
): Promise<void> {
  await accessRecord.add({
    at: new Date(),
    user: MAILBOX,
    action: 'takeMailIn',
    about: key,
    ...(number !== undefined && { number }),
    ...(reason !== undefined && { reason }),
    outcome,
    requestId: key,
  });
}

function anHourAgo(): Date {
  return new Date(Date.now() - HOUR_MS);
}
