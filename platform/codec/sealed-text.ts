import type { KeyObject } from 'node:crypto';
import { WrongMasterKeyError, createMasterKey } from './master-key';
import { open, seal } from './sealed-box';

/** Encrypts short secrets that the product has to use later, such as the secret of a webhook. */
export interface SecretTexts {
  /** Base64; opened for the same owner only. */
  seal(text: string, owner: string): string;
  /** @throws {WrongMasterKeyError} if it was sealed by another master key, or for another owner */
  open(sealed: string, owner: string): string;
}

/** Seals with the master key itself. */
export function createSecretTexts(key: KeyObject): SecretTexts {
  return {
    seal: (text, owner) => seal(key, Buffer.from(text, 'utf8'), owner).toString('base64'),
    open: (sealed, owner) => {
      const text = open(key, Buffer.from(sealed, 'base64'), owner);
      if (!text) throw new WrongMasterKeyError(owner, 'another', createMasterKey(key).version);
      return text.toString('utf8');
    },
  };
}
