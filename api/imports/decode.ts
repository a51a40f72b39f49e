import { isUtf8 } from 'node:buffer';
import { refusedFile } from './sheet';

const NEWLINE = 0x0a;

/**
 * The text of a CSV file, in UTF-8 (with a byte order mark or without), UTF-16 as Excel's “Unicode text”, or GB 18030,
 * of which GBK and GB 2312 are parts. Node's own decoder, as it refuses what is not well-formed, where iconv-lite puts
 * replacement characters and goes on.
 *
 * @throws {Problem} `invalid` with the lines that are in neither
 */
export function decodedText(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return decodedAs('utf-16le', content);
  if (isUtf8(content)) return new TextDecoder('utf-8').decode(content);
  return decodedAs('gb18030', content);
}

function decodedAs(encoding: 'utf-16le' | 'gb18030', content: Buffer): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    const lines = encoding === 'gb18030' ? brokenLines(content) : [];
    const where = lines.length === 0 ? '' : ` Look at line ${lines.join(', ')}.`;
    throw refusedFile(
      `Is neither in UTF-8 nor in GBK throughout.${where} Save it as “CSV UTF-8” and send it again.`,
    );
  }
}

const SHOWN_LINES = 5;

/** No byte of a longer character is a line feed, in neither encoding, so that lines can be looked at one by one. */
function brokenLines(content: Buffer): number[] {
  const broken: number[] = [];
  let line = 1;
  for (let from = 0; from < content.length && broken.length < SHOWN_LINES; line += 1) {
    const found = content.indexOf(NEWLINE, from);
    const to = found === -1 ? content.length : found;
    if (!isGb18030(content.subarray(from, to))) broken.push(line);
    from = to + 1;
  }
  return broken;
}

function isGb18030(bytes: Buffer): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
