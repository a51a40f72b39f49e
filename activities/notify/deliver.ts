import type { Notice, NoticeStore } from '../../models/notices';
import type { Logger } from '../../platform/logging';
import { isAddress, RefusedForGood, type Mailer } from '../../platform/mail';
import type { Letter } from '../../models/notices/compose';
import { whenToMail, type Mailing } from './when-to-mail';

/** How a notice names the customer of its case. */
export const CUSTOMER = 'customer';

/** A notice with whom it goes to and what it says, found out anew on every attempt. */
export interface Delivery {
  readonly notice: Notice;
  readonly name: string;
  /** Absent: the recipient has none. */
  readonly address?: string;
  /** Where an answer goes; absent: nobody reads one. */
  readonly replyTo?: string;
  /** Absent: the message files have nothing for this template and audience. */
  readonly letter?: Letter;
  /** It can't wait for the end of anybody's quiet hours. */
  readonly urgent?: boolean;
}

export interface Attempt {
  readonly notices: NoticeStore;
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** Time of this attempt by Temporal's clock, epoch milliseconds. */
  readonly now: number;
  /** How long after it was written a notice is still tried, in milliseconds. */
  readonly giveUpAfterMs: number;
}

/** Where a notice stands after an attempt; one that waits is sent when its time has come, by `sendDue`. */
export type Standing = Notice['status'];

/**
 * Tries to hand one notice over, and writes down what came of it. Staff find it in the console at once, and get the mail
 * when their settings allow. A notice that is too old is still tried once, as the worker may have been away all the time.
 *
 * @throws only if what came of it cannot be written down; the next attempt then repeats the mail under the same key
 */
export async function deliver(delivery: Delivery, attempt: Attempt): Promise<Standing> {
  const { notice, name, address, letter, urgent = false } = delivery;
  const { notices, mailer, logger, now } = attempt;
  const at = new Date(now).toISOString();
  const mailing = await showAndPlan();
  if (mailing.kind === 'never') return sent();
  if (address === undefined) return giveUp('no-address');
  if (notice.channel === 'email' && !isAddress(address)) return giveUp('refused', 'malformed-address');
  if (letter === undefined) return giveUp('no-text');
  if (mailing.kind === 'later') {
    await notices.hold(notice.id, mailing.notBefore, mailing.digest);
    return 'waiting';
  }
  try {
    const { subject, text } = letter;
    await mailer.send({
      id: notice.id,
      to: { name, address },
      subject,
      text,
      date: notice.writtenAt,
      ...(delivery.replyTo !== undefined && { replyTo: delivery.replyTo }),
    });
  } catch (error) {
    return failed(error);
  }
  return sent();

  async function showAndPlan(): Promise<Mailing> {
    if (letter === undefined || notice.recipient === CUSTOMER) return { kind: 'now' };
    const reader = notice.to ?? notice.recipient;
    await notices.show(notice.id, reader, letter.each);
    return whenToMail(await notices.settings.of(reader), notice.writtenAt, urgent);
  }

  async function sent(): Promise<Standing> {
    await notices.markSent(notice.id, at);
    return 'sent';
  }

  async function failed(error: unknown): Promise<Standing> {
    const code = codeOf(error);
    if (error instanceof RefusedForGood) return giveUp('refused', code);
    if (now - Date.parse(notice.writtenAt) > attempt.giveUpAfterMs) return giveUp('too-old', code);
    logger.warn({ notice: notice.id, number: notice.number, code }, 'A notice could not be sent yet');
    await notices.markFailed(notice.id, code);
    return 'unsent';
  }

  async function giveUp(
    reason: 'no-address' | 'refused' | 'no-text' | 'too-old',
    code?: string,
  ): Promise<Standing> {
    logger.warn({ notice: notice.id, number: notice.number, why: reason, code }, 'A notice was given up');
    await notices.markGivenUp(notice.id, at, reason, code);
    return 'given-up';
  }
}

/** The code that a failure to send names itself by. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
