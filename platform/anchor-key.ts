import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Signs with an Ed25519 key. */
export interface AnchorSigner {
  /** What the key is called by: the beginning of the SHA-256 of its public part, hex. */
  readonly key: string;
  /** PEM (SPKI). */
  readonly publicKey: string;
  /** Ed25519 over the text in UTF-8, base64. */
  sign(text: string): string;
}

/** @throws TypeError if it is no private Ed25519 key */
export function createAnchorSigner(privateKey: KeyObject): AnchorSigner {
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('The key that signs the anchors is no Ed25519 key.');
  }
  const publicKey = createPublicKey(privateKey);
  return {
    key: anchorKeyId(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
}

/** What an Ed25519 key is called by in statements. */
export function anchorKeyId(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

/** Whether this key has signed the text. */
export function isSignedBy(publicKey: KeyObject, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
}

/**
 * Reads a private Ed25519 key in PEM.
 *
 * @returns undefined if the text holds none
 */
export function readAnchorKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
