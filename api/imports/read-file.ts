import { readCsv } from './csv';
import { refusedFile, type Sheet } from './sheet';
import { readXlsx } from './xlsx/read';

const ZIP = Buffer.from('504b0304', 'hex');
const OLD_OFFICE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** How far a file is looked into to tell what it is, in bytes. */
const HEAD = 8_192;

/**
 * The rows of a file, by what it is and not by what it is called.
 *
 * @throws {Problem} `invalid` if it is neither CSV nor XLSX, or can't be read
 */
export async function readFile(content: Buffer): Promise<Sheet> {
  if (content.length === 0) throw refusedFile('Is empty. Fill in the template and send it.');
  if (begins(content, ZIP)) return readXlsx(content);
  if (begins(content, OLD_OFFICE)) {
    throw refusedFile(
      'Is an Office file of the old form, or protected by a password. Save it as XLSX, without a password.',
    );
  }
  if (!isText(content)) throw refusedFile('Is neither CSV nor XLSX. Send one of the two.');
  return readCsv(content);
}

function begins(content: Buffer, sign: Buffer): boolean {
  return content.subarray(0, sign.length).equals(sign);
}

/** No text has a zero byte, but for one in UTF-16, which says so at its beginning. */
function isText(content: Buffer): boolean {
  const isUtf16 = content[0] === 0xff && content[1] === 0xfe;
  return isUtf16 || !content.subarray(0, HEAD).includes(0);
}
