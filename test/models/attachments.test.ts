import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  createAttachmentStore,
  type Attachment,
  type AttachmentStore,
  type Upload,
} from '../../models/attachments';
import { ensureIndexes } from '../../models/indexes';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { openVault } from './vault';
import { testMongoUrl } from '../platform/servers';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20_000, 7)]);
const MEGABYTE = 1_048_576;

let mongo: MongoConnection;
let attachments: AttachmentStore;

beforeAll(async () => {
  const logger = createLogger({ logLevel: 'silent' }, 'test');
  mongo = await connectMongo({ mongo: { url: testMongoUrl('models_attachments') } }, logger);
  attachments = createAttachmentStore(mongo.connection, openVault(mongo.connection).sealing);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.close());
beforeEach(async () => {
  for (const name of ['attachments', 'attachmentFiles.files', 'attachmentFiles.chunks']) {
    await mongo.connection.collection(name).deleteMany({});
  }
});

function upload(content: Buffer | Readable, given: Partial<Upload> = {}): Promise<Attachment> {
  return attachments.store({
    filename: 'photo.png',
    type: 'image/png',
    maxBytes: MEGABYTE,
    uploadedBy: 'agent-1',
    at: '2026-11-24T06:00:00.000Z',
    content: Buffer.isBuffer(content) ? Readable.from(inPieces(content)) : content,
    ...given,
  });
}

/** As they come from a socket: in pieces that end anywhere. */
function* inPieces(content: Buffer): Iterable<Buffer> {
  for (let at = 0; at < content.length; at += 1_000) yield content.subarray(at, at + 1_000);
}

async function stored(): Promise<number> {
  const names = ['attachments', 'attachmentFiles.files', 'attachmentFiles.chunks'];
  const counts = await Promise.all(names.map((name) => mongo.connection.collection(name).countDocuments()));
  return counts.reduce((sum, count) => sum + count, 0);
}

test('gives a file back as it came, with its size and hash', async () => {
  const attachment = await upload(PNG);
  expect(attachment).toMatchObject({
    filename: 'photo.png',
    type: 'image/png',
    size: PNG.length,
    sha256: createHash('sha256').update(PNG).digest('hex'),
    uploadedBy: 'agent-1',
  });
  const opened = await attachments.open(attachment.id);
  expect(opened?.attachment).toEqual(attachment);
  expect(opened && (await buffer(opened.content))).toEqual(PNG);
});

test('an unknown id is no attachment', async () => {
  expect(await attachments.open('00000000-0000-4000-8000-000000000000')).toBeUndefined();
});

describe('what is refused leaves nothing behind', () => {
  it.each([
    ['one byte too large', PNG, { maxBytes: PNG.length - 1 }, 'too-large'],
    ['large, far beyond the first chunks', Buffer.concat([PNG, Buffer.alloc(2 * MEGABYTE)]), {}, 'too-large'],
    ['empty', Buffer.alloc(0), {}, 'empty'],
    ['a program', Buffer.from('MZ\x90\x00'), { type: 'application/x-msdownload' }, 'unknown-type'],
    ['a page', Buffer.from('<script>'), { type: 'text/html' }, 'unknown-type'],
    ['a program that says it is a picture', Buffer.from('MZ\x90\x00'.repeat(2_000)), {}, 'wrong-type'],
    ['a page that says it is a PDF', Buffer.from('<html>'), { type: 'application/pdf' }, 'wrong-type'],
    ['a zip archive that says it is a document', zip('virus.exe'), { type: DOCX }, 'wrong-type'],
    ['bytes that say they are text', Buffer.from([0x41, 0x00, 0x42]), { type: 'text/plain' }, 'wrong-type'],
  ])('%s', async (_, content, given, refusal) => {
    await expect(upload(content, given)).rejects.toMatchObject({ name: 'AttachmentRefusedError', refusal });
    expect(await stored()).toBe(0);
  });

  it('an upload that breaks off', async () => {
    const content = new PassThrough();
    content.write(Buffer.concat([PNG, Buffer.alloc(600_000)]));
    const uploading = upload(content);
    setImmediate(() => content.destroy(new Error('the connection was lost')));
    await expect(uploading).rejects.toThrow('the connection was lost');
    expect(await stored()).toBe(0);
  });
});

test('as large as it may be is not too large', async () => {
  expect((await upload(PNG, { maxBytes: PNG.length })).size).toBe(PNG.length);
});

test.each([
  ['image/jpg', 'image/jpeg', Buffer.from('ffd8ffe0', 'hex')],
  ['image/gif', 'image/gif', Buffer.from('GIF89a')],
  ['image/webp', 'image/webp', Buffer.from('RIFF\x00\x00\x00\x00WEBPVP8 ', 'latin1')],
  ['application/pdf', 'application/pdf', Buffer.from('%PDF-1.7\n')],
  [DOCX, DOCX, zip('[Content_Types].xml')],
  [XLSX, XLSX, zip('xl/workbook.xml')],
  ['text/plain; charset=utf-8', 'text/plain', Buffer.from('没有声音\r\n')],
  // 没有声音 in GB 18030, as a Chinese Windows writes it.
  ['text/plain', 'text/plain', Buffer.from('c3bbd3d0c9f9d2f4', 'hex')],
  ['audio/mpeg', 'audio/mpeg', Buffer.from('ID3\x04')],
  ['audio/mp3', 'audio/mpeg', Buffer.from('fffb9064', 'hex')],
  ['audio/x-wav', 'audio/wav', Buffer.from('RIFF\x00\x00\x00\x00WAVEfmt ', 'latin1')],
  ['audio/x-m4a', 'audio/mp4', Buffer.from('\x00\x00\x00\x20ftypM4A \x00', 'latin1')],
  ['video/mp4', 'video/mp4', Buffer.from('\x00\x00\x00\x20ftypisom\x00', 'latin1')],
])('%s is kept as %s', async (declared, kept, content) => {
  expect((await upload(content, { type: declared })).type).toBe(kept);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\王芳\\合同.png', '合同.png'],
  ['a\r\nSet-Cookie: x=1.png', 'aSet-Cookie x=1.png'],
  // Written from right to left, it would show as photo-gnp.exe.
  ['photo-\u202Eexe.png', 'photo-exe.png'],
  ['...', 'attachment'],
  ['', 'attachment'],
  [`${'长'.repeat(200)}.png`, `${'长'.repeat(80)}.png`],
  ['身份证 11010519491231002X.png', '身份证 ******************.png'],
])('the filename %j is kept as %j', async (filename, kept) => {
  expect((await upload(PNG, { filename })).filename).toBe(kept);
});

/** The beginning of a zip archive with one entry. */
function zip(name: string): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), Buffer.alloc(50, 1)]);
}
