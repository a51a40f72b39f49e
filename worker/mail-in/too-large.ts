import { bilingual } from '../../models/notices/compose';
import type { Mail } from '../../platform/mail';
import type { IncomingMail } from './incoming-mail';
import { filled } from './remarks';
import { TOO_LARGE } from './words';

const MEGABYTE = 1024 * 1024;

/**
 * Tells the sender of a mail that was too large what to do. Always the same for the same mail.
 *
 * @param largest in bytes
 */
export function tooLargeLetter(key: string, { name, address }: IncomingMail['from'], largest: number): Mail {
  const limit = String(Math.floor(largest / MEGABYTE));
  const { subject, text } = bilingual((language) => ({
    subject: TOO_LARGE[language].subject,
    text: filled(TOO_LARGE[language].text, { limit }),
  }));
  return { id: key, to: { name, address }, subject, text, date: new Date().toISOString() };
}
