import { Readable } from 'node:stream';
import { AttachmentRefusedError, mediaTypeOf, type AttachmentStore } from '../../models/attachments';
import type { MailFile } from './incoming-mail';
import { uuidOf } from './mail-key';
import { remark } from './remarks';

/** The largest file, as the API takes it. In bytes. */
const LARGEST_FILE = 20 * 1024 * 1024;
/** What somebody attaches to one mail; logos in signatures are among them. */
const MOST_FILES = 20;

export interface StoredFile {
  /** Of the attachment. */
  readonly id: string;
  readonly filename: string;
}

export interface StoredFiles {
  readonly files: readonly StoredFile[];
  /** What was left out, and why. */
  readonly remarks: readonly string[];
}

/**
 * Keeps the files of a mail after the same checks as an upload. A mail that is dealt with again keeps none twice.
 *
 * @param key of the mail
 * @param by a user id
 */
export async function storeFiles(
  attachments: Pick<AttachmentStore, 'find' | 'store'>,
  key: string,
  given: readonly MailFile[],
  by: string,
): Promise<StoredFiles> {
  const files: StoredFile[] = [];
  const remarks: string[] = [];
  for (const [index, file] of given.slice(0, MOST_FILES).entries()) {
    try {
      files.push(await stored(attachments, uuidOf(key, `file ${index}`), file, by));
    } catch (error) {
      if (!(error instanceof AttachmentRefusedError)) throw error;
      remarks.push(remark(`file-${error.refusal}`, { place: String(index + 1) }));
    }
  }
  if (given.length > MOST_FILES) remarks.push(remark('too-many-files', { count: String(MOST_FILES) }));
  return { files, remarks };
}

async function stored(
  attachments: Pick<AttachmentStore, 'find' | 'store'>,
  id: string,
  { filename, type, content }: MailFile,
  by: string,
): Promise<StoredFile> {
  const kept =
    (await attachments.find(id)) ??
    (await attachments.store({
      id,
      filename,
      type: mediaTypeOf(type, filename),
      content: Readable.from([content]),
      maxBytes: LARGEST_FILE,
      uploadedBy: by,
      at: new Date().toISOString(),
    }));
  return { id: kept.id, filename: kept.filename };
}
