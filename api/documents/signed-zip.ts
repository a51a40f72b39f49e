import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Signer } from '../../models/proofs';
import { jsonFile } from './json';

/** One file of a ZIP; its content is read once, when it is written. */
export interface ZippedFile {
  /** With `/` between folders. */
  readonly path: string;
  readonly content: Buffer | AsyncIterable<Uint8Array>;
}

/** What a manifest says besides its files: which kind of file this is, and of what. */
export interface ManifestHead {
  readonly format: string;
  /** The case, or the request, that it is of. */
  readonly of: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly madeBy: string;
}

interface ListedFile {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

export const MANIFEST = 'manifest.json';
/** Ed25519 over the bytes of the manifest, in base64, and the public key in PEM after it. */
export const SIGNATURE = 'manifest.json.sig';

/**
 * Writes a ZIP while its files are read, and at its end a manifest with the size and SHA-256 of each, signed with the key
 * of the anchors if there is one. What breaks off has no manifest, and so is not taken for a whole one.
 *
 * @throws what reading or writing a file threw; nothing more is written then
 */
export async function writeSignedZip(
  out: Writable,
  head: ManifestHead,
  files: AsyncIterable<ZippedFile>,
  signer: Signer | undefined,
): Promise<void> {
  const zip = new ZipFile();
  // What goes wrong in a file is thrown where it is waited for.
  zip.on('error', () => undefined);
  const mtime = new Date(head.madeAt);
  const written = pipeline(zip.outputStream, out);
  written.catch(() => undefined);
  const listed: ListedFile[] = [];
  for await (const { path, content } of files) {
    const measure = new Measure();
    const stream = Readable.from(measure.while(content), { objectMode: false });
    zip.addReadStream(stream, path, { mtime });
    await Promise.race([finished(stream, { writable: false }), written]);
    listed.push({ path, ...measure.result() });
  }
  const manifest = jsonFile({ ...head, version: 1, signedBy: signer?.key ?? null, files: listed });
  zip.addBuffer(manifest, MANIFEST, { mtime });
  if (signer) {
    const signature = `${signer.sign(manifest.toString('utf8'))}\n${signer.publicKey.trim()}\n`;
    zip.addBuffer(Buffer.from(signature, 'utf8'), SIGNATURE, { mtime });
  }
  zip.end();
  await written;
}

/** Counts and hashes what passes by. */
class Measure {
  private bytes = 0;
  private readonly hash = createHash('sha256');

  async *while(content: ZippedFile['content']): AsyncGenerator<Uint8Array> {
    const pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = Buffer.isBuffer(content)
      ? [content]
      : content;
    for await (const piece of pieces) {
      this.bytes += piece.length;
      this.hash.update(piece);
      yield piece;
    }
  }

  result(): { readonly bytes: number; readonly sha256: string } {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}
