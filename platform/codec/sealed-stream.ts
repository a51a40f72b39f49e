import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DecipherGCM, KeyObject } from 'node:crypto';
import { Transform } from 'node:stream';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is written into it comes out as nonce, ciphertext, tag (AES-256-GCM under a random nonce). */
export function sealingStream(key: KeyObject): Transform {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  const stream = new Transform({
    transform: (piece: Buffer, _encoding, done) => done(null, cipher.update(piece)),
    flush: (done) => {
      stream.push(cipher.final());
      done(null, cipher.getAuthTag());
    },
  });
  stream.push(nonce);
  return stream;
}

/** Reverses {@link sealingStream}; it ends with an error if the key is another one or a byte was changed. */
export function openingStream(key: KeyObject): Transform {
  let decipher: DecipherGCM | undefined;
  // The tag comes last: what might be of it is held back.
  let held = Buffer.alloc(0);
  const opened = (content: Buffer): Buffer => {
    if (decipher) return decipher.update(content);
    decipher = createDecipheriv(CIPHER, key, content.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    return decipher.update(content.subarray(NONCE_BYTES));
  };
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      held = Buffer.concat([held, piece]);
      if (held.length <= NONCE_BYTES + TAG_BYTES) {
        done();
        return;
      }
      const content = held.subarray(0, held.length - TAG_BYTES);
      held = held.subarray(content.length);
      done(null, opened(content));
    },
    flush: (done) => {
      try {
        if (!decipher) throw new Error('too short');
        decipher.setAuthTag(held);
        done(null, decipher.final());
      } catch {
        done(new Error('A file does not open with its key: it was changed. Restore it from a backup.'));
      }
    },
  });
}
