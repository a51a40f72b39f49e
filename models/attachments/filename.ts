import { maskPersonalNumbers } from '../../domain/guard/personal-numbers';

/** File systems take 255 bytes; a Chinese character has three. */
const LONGEST = 80;

/**
 * The name of an uploaded file as it is kept: its last part, without what steers a terminal, a header, a file system
 * or the direction of writing, and with asterisks for personal numbers (omnichannel/1.3-privacy).
 */
export function safeFilename(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const masked = maskPersonalNumbers(plain).replace(/^\.+/, '');
  return masked === '' ? 'attachment' : shortened(masked);
}

/** Shortened before its extension, by whole characters. */
function shortened(name: string): string {
  const extension = /\.\w{1,8}$/.exec(name)?.[0] ?? '';
  const stem = Array.from(name.slice(0, name.length - extension.length));
  return stem.slice(0, LONGEST).join('') + extension;
}
