/** The kinds of files that may be attached: pictures, documents, recordings. */
export const ATTACHMENT_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/plain',
  'audio/mpeg',
  'audio/wav',
  'audio/mp4',
  'video/mp4',
] as const;

export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

/** Other names under which browsers and recorders send the same types. */
const OTHER_NAMES: Readonly<Record<string, AttachmentType>> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
};

/** The type that a media type names, parameters aside; undefined if such files may not be attached. */
export function attachmentType(declared: string): AttachmentType | undefined {
  const name = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  return ATTACHMENT_TYPES.find((type) => type === name) ?? OTHER_NAMES[name];
}

const BY_EXTENSION: Readonly<Record<string, AttachmentType>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
};

/** What mail programs declare where they don't know better. */
const UNDECLARED = 'application/octet-stream';

/** The media type of a file that a mail program declared, or that its name tells where it did not. */
export function mediaTypeOf(declared: string, filename: string): string {
  if (declared.toLowerCase() !== UNDECLARED) return declared;
  const extension = /\.(\w{1,5})$/.exec(filename)?.[1]?.toLowerCase() ?? '';
  return BY_EXTENSION[extension] ?? declared;
}

/** How many bytes from the beginning {@link looksLike} needs. */
export const HEAD_BYTES = 4_096;

/** Whether a file that begins with these bytes can be of the type. */
export function looksLike(type: AttachmentType, head: Buffer): boolean {
  return SIGNS[type](head);
}

const SIGNS: Readonly<Record<AttachmentType, (head: Buffer) => boolean>> = {
  'image/png': begins('89504e470d0a1a0a'),
  'image/jpeg': begins('ffd8ff'),
  'image/gif': (head) => /^GIF8[79]a/.test(ascii(head, 0, 6)),
  'image/webp': (head) => isRiff(head, 'WEBP'),
  'application/pdf': (head) => ascii(head, 0, 1_024).includes('%PDF-'),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': isOfficeDocument,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': isOfficeDocument,
  'text/plain': isText,
  'audio/mpeg': isMp3,
  'audio/wav': (head) => isRiff(head, 'WAVE'),
  'audio/mp4': isMp4,
  'video/mp4': isMp4,
};

function begins(hex: string): (head: Buffer) => boolean {
  const bytes = Buffer.from(hex, 'hex');
  return (head) => head.subarray(0, bytes.length).equals(bytes);
}

function ascii(head: Buffer, from: number, to: number): string {
  return head.subarray(from, to).toString('latin1');
}

function isRiff(head: Buffer, form: string): boolean {
  return ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === form;
}

/** A zip archive whose first entry is one that Office and its peers write first. */
function isOfficeDocument(head: Buffer): boolean {
  if (!begins('504b0304')(head)) return false;
  const name = ascii(head, 30, 30 + head.readUInt16LE(26));
  return /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|mimetype$)/.test(name);
}

/** An ID3 tag, or the first frame of MPEG audio, layer III. */
function isMp3(head: Buffer): boolean {
  if (ascii(head, 0, 3) === 'ID3') return true;
  const [sync = 0, version = 0] = head;
  return sync === 0xff && (version & 0xe6) === 0xe2;
}

function isMp4(head: Buffer): boolean {
  return ascii(head, 4, 8) === 'ftyp' && !/^(heic|heix|mif1|avif|crx )/.test(ascii(head, 8, 12));
}

/** Text in any encoding of one or more bytes a character, UTF-8 and GB 18030 among them: nothing that steers a machine. */
function isText(head: Buffer): boolean {
  return head.every(
    (byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d,
  );
}
