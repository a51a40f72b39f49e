import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { automaticReason, type Head } from './automatic';
import type { IncomingMail } from './incoming-mail';

/** A mail from which nothing can be made: it has no sender, or says nothing. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';

  constructor(readonly reason: 'malformed' | 'no-sender' | 'empty') {
    super(`A mail can't be read: ${reason}`);
  }
}

/** Beyond it a HTML mail is not turned into text: it would keep the process busy for seconds. In characters. */
const LONGEST_HTML = 2_000_000;

/**
 * Understands a mail in whatever encoding and form it came.
 *
 * @param ours the address of our own mailbox
 * @throws {UnreadableMail}
 */
export async function readMail(source: Buffer, ours: string): Promise<IncomingMail> {
  const parsed = await parse(source);
  const sender = parsed.from?.value[0];
  const address = sender?.address?.trim().toLowerCase() ?? '';
  const automatic = automaticReason(headOf(parsed), address, ours);
  if (address === '' && automatic === undefined) throw new UnreadableMail('no-sender');
  const text = textOf(parsed);
  const subject = oneLine(parsed.subject ?? '');
  const files = parsed.attachments.map(({ filename, contentType, content }) => ({
    filename: filename ?? '',
    type: contentType,
    content,
  }));
  const saysNothing = text === '' && subject === '' && files.length === 0;
  if (saysNothing && automatic === undefined) throw new UnreadableMail('empty');
  return {
    messageId: parsed.messageId ?? '',
    from: { name: oneLine(sender?.name ?? ''), address },
    to: [parsed.to, parsed.cc].flatMap(addressesIn),
    subject,
    text,
    files,
    ...(automatic && { automatic }),
  };
}

/**
 * What is known of a mail by its head alone.
 *
 * @throws {UnreadableMail} if it is malformed
 */
export async function readHead(
  source: Buffer,
  ours: string,
): Promise<Pick<IncomingMail, 'messageId' | 'from' | 'automatic'>> {
  const parsed = await parse(source);
  const sender = parsed.from?.value[0];
  const address = sender?.address?.trim().toLowerCase() ?? '';
  const automatic = automaticReason(headOf(parsed), address, ours);
  return {
    messageId: parsed.messageId ?? '',
    from: { name: oneLine(sender?.name ?? ''), address },
    ...(automatic && { automatic }),
  };
}

async function parse(source: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(source, {
      skipTextToHtml: true,
      keepCidLinks: true,
      maxHtmlLengthToParse: LONGEST_HTML,
    });
  } catch {
    // The parser's own words may quote the mail.
    throw new UnreadableMail('malformed');
  }
}

function headOf({ headerLines }: ParsedMail): Head {
  return new Map(headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1)]));
}

function addressesIn(header: AddressObject | AddressObject[] | undefined): string[] {
  if (header === undefined) return [];
  const all = Array.isArray(header) ? header : [header];
  return all.flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}

/** The text without what steers a terminal or the direction of writing. */
function textOf({ text = '' }: ParsedMail): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
