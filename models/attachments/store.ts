import { randomUUID } from 'node:crypto';
import { pipeline, Readable, type Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { mongo } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import { CheckedContent } from './checked-content';
import { fileOwner, seal, unseal, type FileSealing, type Plan } from '../sealing';
import { attachmentType, type AttachmentType } from './file-types';
import { safeFilename } from './filename';
import { AttachmentRefusedError } from './refused';
import { attachmentSchema } from './schema';
import type { AttachmentDocument } from './schema';

export interface Upload {
  /** A UUID, where the same file may come again; one of its own unless given. */
  readonly id?: string;
  /** As the caller names it; kept in a harmless form. */
  readonly filename: string;
  /** The media type that the caller declares; the content must agree. */
  readonly type: string;
  readonly content: Readable;
  readonly maxBytes: number;
  /** A user id. */
  readonly uploadedBy: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Attachment {
  /** A UUID. */
  readonly id: string;
  readonly filename: string;
  readonly type: AttachmentType;
  /** Bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
  readonly uploadedBy: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A file that is being read. */
export interface OpenedAttachment {
  readonly attachment: Attachment;
  /** From its beginning. */
  readonly content: Readable;
}

/** The files that are attached to cases. */
export interface AttachmentStore {
  /**
   * Keeps a file. It exists only when this returns: of an upload that is refused or breaks off, nothing is kept.
   *
   * @throws {AttachmentRefusedError} if it is too large, empty, or not of a type that may be attached
   */
  store(upload: Upload): Promise<Attachment>;
  find(id: string): Promise<Attachment | undefined>;
  /** The file's content from its beginning; undefined if there is no such attachment, or it was erased. */
  open(id: string): Promise<OpenedAttachment | undefined>;
}

/** Opens the store on a connection. */
export function createAttachmentStore(connection: Connection, sealing: FileSealing): AttachmentStore {
  connection.model('Attachment', attachmentSchema);
  const attachments: Collection<AttachmentDocument> =
    connection.collection<AttachmentDocument>('attachments');

  /** Made when it is needed: a connection has no database before it is open. */
  function files() {
    if (!connection.db) throw new Error('The connection to MongoDB is not open.');
    return new mongo.GridFSBucket(connection.db, { bucketName: 'attachmentFiles' });
  }

  async function store(upload: Upload): Promise<Attachment> {
    const type = attachmentType(upload.type);
    if (!type) {
      upload.content.destroy();
      throw new AttachmentRefusedError('unknown-type');
    }
    const id = upload.id ?? randomUUID();
    const checked = new CheckedContent(upload.content, type, upload.maxBytes);
    // It may break off before it is read from: whoever reads it is told then.
    upload.content.on('error', () => undefined);
    const sealed = through(Readable.from(checked), await sealing.sealer(fileOwner(id)));
    // The content is found by its name; ids of files are the driver's.
    await write(sealed, files().openUploadStream(id));
    const filename = safeFilename(upload.filename);
    const { uploadedBy, at } = upload;
    const known = { filename, type, size: checked.size, sha256: checked.sha256(), uploadedBy };
    const stored = await seal(sealing, placeOf(id), known, PLAN);
    const made = { $setOnInsert: { ...stored, at: new Date(at) } };
    await attachments.updateOne({ _id: id }, made, { upsert: true });
    return { id, ...known, at };
  }

  async function find(id: string): Promise<Attachment | undefined> {
    const found = await attachments.findOne({ _id: id });
    return found ? toAttachment(await unseal(sealing, placeOf(id), found)) : undefined;
  }

  async function open(id: string) {
    const found = await attachments.findOne({ _id: id });
    if (!found) return undefined;
    const stored = files().openDownloadStreamByName(id);
    // Files of older versions are not sealed, nor are their names.
    if (!('sealed' in found)) return { attachment: toAttachment(found), content: stored };
    const opener = await sealing.opener(fileOwner(id));
    if (!opener) return undefined;
    const attachment = toAttachment(await unseal(sealing, placeOf(id), found));
    return { attachment, content: through(stored, opener) };
  }

  return { store, find, open };
}

/** Waits for each piece to be stored, so that nothing is on its way any more when what is there has to be removed. */
async function write(content: AsyncIterable<Buffer>, file: mongo.GridFSBucketWriteStream): Promise<void> {
  // Every failure comes back through the call that met it; without a listener it would end the process besides.
  file.on('error', () => undefined);
  try {
    for await (const piece of content) {
      await new Promise<void>((resolve, reject) => {
        file.write(piece, (error) => (error ? reject(error) : resolve()));
      });
    }
    file.end();
    await finished(file);
  } catch (error) {
    // If this fails too, pieces without an attachment are left: nobody can open them.
    await file.abort().catch(() => undefined);
    throw error;
  }
}

const PLAN = {
  filename: 'sealed',
  type: 'plain',
  size: 'plain',
  sha256: 'plain',
  uploadedBy: 'plain',
} as const satisfies Plan<Omit<Attachment, 'id' | 'at'>>;

function placeOf(id: string) {
  return { owner: fileOwner(id), as: 'attachment' };
}

/** The output of the first through the second; whatever fails in one ends the other. */
function through(source: Readable, sealed: Transform): Readable {
  pipeline(source, sealed, () => undefined);
  return sealed;
}

function toAttachment({ _id, at, ...rest }: AttachmentDocument): Attachment {
  return { id: _id, ...rest, at: at.toISOString() };
}
