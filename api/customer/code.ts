import { randomInt } from 'node:crypto';
import { contactWays, type ContactWay } from '../../domain/case/contact-ways';
import type { Customer } from '../../domain/case/intake';
import { CODE_LIFETIME_MS, PAUSE_MS, type CustomerLinkDocument } from '../../models/customer-links';
import { text } from '../../models/notices/texts';
import { bilingual } from '../../models/notices/compose';
import { Problem, unavailable } from '../problems';
import type { CustomerServices } from './services';

const CODES = 1_000_000;
const DIGITS = 6;
const MINUTES = String(CODE_LIFETIME_MS / 60_000);

/** A code that is on its way. */
export interface CodeSent {
  readonly way: ContactWay;
  readonly expiresInSeconds: number;
  /** After which another can be asked for. */
  readonly nextInSeconds: number;
}

type Services = Pick<
  CustomerServices,
  'customerLinks' | 'customerSecrets' | 'mailer' | 'sms' | 'logger' | 'zone'
>;

/**
 * Makes a code for a link and counts it, in place of one that was made before.
 *
 * @throws {Problem} `too-many`
 */
export async function makeCode(services: Services, link: CustomerLinkDocument, now: Date): Promise<string> {
  const code = String(randomInt(CODES)).padStart(DIGITS, '0');
  const freeAt = await services.customerLinks.codes.put(
    link._id,
    services.customerSecrets.digestOfCode(link._id, code),
    now,
  );
  if (!freeAt) return code;
  const seconds = String(Math.ceil((freeAt.getTime() - now.getTime()) / 1000));
  throw new Problem('too-many', `A code was sent already. Another can be asked for in ${seconds} s.`, {
    headers: { 'Retry-After': seconds },
  });
}

/**
 * Sends a code to the mailbox or phone that is on the record now, and to nowhere else.
 *
 * @param wanted where to, if the customer has both
 * @throws {Problem} `invalid` if nothing can be sent there; `too-many`; `unavailable` if it could not be handed over
 */
export async function sendCode(
  services: Services,
  link: CustomerLinkDocument,
  customer: Customer,
  wanted: ContactWay | undefined,
): Promise<CodeSent> {
  const ways = contactWays(customer, services.sms !== undefined);
  const way = wanted === undefined ? ways[0] : ways.find((one) => one === wanted);
  if (way === undefined) {
    throw new Problem('invalid', 'No code can be sent there. Please call customer service.', {
      errors: [{ field: 'way', message: 'Nothing of this kind is on the record.' }],
    });
  }
  const now = new Date();
  const code = await makeCode(services, link, now);
  try {
    await handOver(services, { link, customer, way, code, now });
  } catch (error) {
    services.logger.warn({ number: link.number, way, code: codeOf(error) }, 'A code could not be sent');
    await services.customerLinks.codes.drop(link._id, services.customerSecrets.digestOfCode(link._id, code));
    throw unavailable('The code could not be sent just now. Please try again.', PAUSE_MS / 1000);
  }
  return { way, expiresInSeconds: CODE_LIFETIME_MS / 1000, nextInSeconds: PAUSE_MS / 1000 };
}

interface Handing {
  readonly link: CustomerLinkDocument;
  readonly customer: Customer;
  readonly way: ContactWay;
  readonly code: string;
  readonly now: Date;
}

async function handOver(
  { mailer, sms }: Services,
  { link, customer, way, code, now }: Handing,
): Promise<void> {
  const values = { code, minutes: MINUTES, number: link.number };
  // Each code is a message of its own.
  const id = `code-${link.number}-${now.getTime()}`;
  if (way === 'sms') {
    await sms?.send({ id, to: customer.phone ?? '', text: text('zh', 'customer-code.sms', values) });
    return;
  }
  const letter = bilingual((language) => ({
    subject: text(language, 'customer-code.subject', values),
    text: text(language, 'customer-code.body', values),
  }));
  const to = { name: customer.name, address: customer.email ?? '' };
  await mailer.send({ id, to, subject: letter.subject, text: letter.text, date: now.toISOString() });
}

/** The code that a failure to send names itself by. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
