import { createHmac, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What the addresses and subject of a mail say of the case it is about. */
export type ReplyTo =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'case'; readonly number: string }
  /** Somebody has written a token that this installation did not make. */
  | { readonly kind: 'forged' };

/** Signed numbers in our mails to customers, by which an answer finds its case. */
export interface ReplyTokens {
  /** For a subject, such as `[#C20261122-000042.5f2c…]`. */
  tagOf(number: string): string;
  /** Our mailbox with the token in it, such as `support+c20261122-000042.5f2c…@example.com`. */
  addressOf(number: string, mailbox: string): string;
  /** What the texts say: a token of ours goes before any other. */
  read(texts: readonly string[]): ReplyTo;
}

/** 80 bits: nobody tries them out by sending mails, and a local part has room for 64 characters. */
const SIGNATURE_DIGITS = 20;
const TOKEN = /(?:\[#|\+)(C\d{8}-\d{6})\.([\da-z]{1,64})/gi;

/** Signs with a key derived from the master key: another master key ends every token. */
export function createReplyTokens(masterKey: KeyObject): ReplyTokens {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'redress reply token', 32));

  // Mail programs change the case of addresses, so the signature is in digits that have none.
  const signatureOf = (number: string): string =>
    createHmac('sha256', key).update(number).digest('hex').slice(0, SIGNATURE_DIGITS);

  const isOurs = (number: string, signature: string): boolean => {
    const [expected, written] = [Buffer.from(signatureOf(number)), Buffer.from(signature)];
    return expected.length === written.length && timingSafeEqual(expected, written);
  };

  return {
    tagOf: (number) => `[#${number}.${signatureOf(number)}]`,
    addressOf: (number, mailbox) => {
      const at = mailbox.lastIndexOf('@');
      return `${mailbox.slice(0, at)}+${number.toLowerCase()}.${signatureOf(number)}${mailbox.slice(at)}`;
    },
    read: (texts) => {
      let found: ReplyTo = { kind: 'nothing' };
      for (const [, written = '', signature = ''] of texts.flatMap((text) => [...text.matchAll(TOKEN)])) {
        const number = written.toUpperCase();
        if (isOurs(number, signature.toLowerCase())) return { kind: 'case', number };
        found = { kind: 'forged' };
      }
      return found;
    },
  };
}
