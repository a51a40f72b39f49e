import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What the links of customers are signed and their codes digested with. Nothing of it is ever stored. */
export interface CustomerSecrets {
  /** The token of a link: its id and a signature, base64url. The same each time, so that it can be sent again. */
  tokenOf(linkId: string): string;
  /** The id of the link that the token was made for; undefined if it is none of ours. */
  linkIdOf(token: string): string | undefined;
  /** What is stored of a code that was sent for a link: without our key, a million tries don't find it. */
  digestOfCode(linkId: string, code: string): string;
  /** A pass for one purpose and subject, such as the files of a complaint that was just filed. */
  passFor(purpose: string, subject: string, expiresAt: Date): string;
  /** The subject of a pass for this purpose that is ours and not over. */
  subjectOfPass(purpose: string, pass: string, now: Date): string | undefined;
  /** HMAC key of the challenges that the public form sets, in hex. */
  readonly challengeKey: string;
}

const KEY_BYTES = 32;
/** 128 bits of chance make an id; 128 of signature leave nothing to guess. */
const ID_BYTES = 16;
const SIGNATURE_BYTES = 16;
const LINK_ID = /^[\da-f]{32}$/;
const TOKEN = /^[\w-]{43}$/;
const PASS = /^([\w-]+)\.(\d{1,15})\.([\w-]{43})$/;

/**
 * Keys of their own for each purpose, derived from the master key (HKDF, RFC 5869). Another master key ends every link:
 * agents make new ones.
 */
export function createCustomerSecrets(masterKey: KeyObject): CustomerSecrets {
  const linkKey = derived(masterKey, 'customer link');
  const codeKey = derived(masterKey, 'customer code');
  const passKey = derived(masterKey, 'customer pass');

  function signature(id: Buffer): Buffer {
    return createHmac('sha256', linkKey).update(id).digest().subarray(0, SIGNATURE_BYTES);
  }

  function signedPass(purpose: string, subject: string, until: string): string {
    return createHmac('sha256', passKey)
      .update(JSON.stringify([purpose, subject, until]))
      .digest('base64url');
  }

  return {
    tokenOf: (linkId) => {
      if (!LINK_ID.test(linkId)) throw new TypeError('The id of a link is 16 bytes in hex.');
      const id = Buffer.from(linkId, 'hex');
      return Buffer.concat([id, signature(id)]).toString('base64url');
    },
    linkIdOf: (token) => {
      if (!TOKEN.test(token)) return undefined;
      const bytes = Buffer.from(token, 'base64url');
      const id = bytes.subarray(0, ID_BYTES);
      const isOurs = timingSafeEqual(bytes.subarray(ID_BYTES), signature(id));
      // The last character holds bits that say nothing: a token has one form only.
      return isOurs && bytes.toString('base64url') === token ? id.toString('hex') : undefined;
    },
    digestOfCode: (linkId, code) => createHmac('sha256', codeKey).update(`${linkId}:${code}`).digest('hex'),
    passFor: (purpose, subject, expiresAt) => {
      const until = String(expiresAt.getTime());
      const written = Buffer.from(subject, 'utf8').toString('base64url');
      return `${written}.${until}.${signedPass(purpose, subject, until)}`;
    },
    subjectOfPass: (purpose, pass, now) => {
      const [, written = '', until = '', given = ''] = PASS.exec(pass) ?? [];
      if (written === '' || Number(until) <= now.getTime()) return undefined;
      const subject = Buffer.from(written, 'base64url').toString('utf8');
      const expected = Buffer.from(signedPass(purpose, subject, until));
      return timingSafeEqual(Buffer.from(given), expected) ? subject : undefined;
    },
    challengeKey: derived(masterKey, 'public form challenge').toString('hex'),
  };
}

function derived(masterKey: KeyObject, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `redress ${purpose}`, KEY_BYTES));
}

/**
 * Where a customer opens their case. The token stands behind the `#`, which browsers send to nobody: neither a proxy's
 * log nor the Referer of another site has it.
 */
export function customerLinkTo(publicUrl: string, token: string): string {
  return `${publicUrl}/c/#${token}`;
}
