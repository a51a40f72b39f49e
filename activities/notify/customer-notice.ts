import type { ContactWay } from '../../domain/case/contact-ways';
import type { CaseEvent } from '../../domain/case/events';
import type { NoticeDraft } from '../../models/notices';

/** The text message by which a customer without a mailbox gets the link of their case. */
const LINK_MESSAGE = 'customer-link';

/**
 * The notice as the customer can get it: by e-mail; without a mailbox, one text message with the link when the case is
 * registered, and no more. Undefined: they are spoken with on the phone, which is nobody's failure.
 */
export function customerNotice(
  notice: NoticeDraft,
  { type }: CaseEvent,
  ways: readonly ContactWay[],
): NoticeDraft | undefined {
  if (ways.includes('email')) return notice;
  if (!ways.includes('sms') || type !== 'registered') return undefined;
  return { ...notice, template: LINK_MESSAGE, channel: 'sms' };
}
