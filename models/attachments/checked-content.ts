import { createHash } from 'node:crypto';
import { HEAD_BYTES, looksLike, type AttachmentType } from './file-types';
import { AttachmentRefusedError } from './refused';

/** A file, let through while it is of its type and no larger than it may be, and measured on the way. */
export class CheckedContent implements AsyncIterable<Buffer> {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  constructor(
    private readonly content: AsyncIterable<Buffer>,
    private readonly type: AttachmentType,
    private readonly maxBytes: number,
  ) {}

  /** Of all that has come through, in bytes. */
  get size(): number {
    return this.bytes;
  }

  /** SHA-256 in hex; once, at the end. */
  sha256(): string {
    return this.hash.digest('hex');
  }

  /** @throws {AttachmentRefusedError} as soon as the file is known to be too large, empty, or of another type */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let head: Buffer | undefined = Buffer.alloc(0);
    for await (const chunk of this.content) {
      this.measure(chunk);
      if (!head) {
        yield chunk;
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
      yield this.ofItsType(head);
      head = undefined;
    }
    if (this.bytes === 0) throw new AttachmentRefusedError('empty');
    if (head) yield this.ofItsType(head);
  }

  private measure(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) throw new AttachmentRefusedError('too-large');
    this.hash.update(chunk);
  }

  private ofItsType(head: Buffer): Buffer {
    if (!looksLike(this.type, head.subarray(0, HEAD_BYTES))) throw new AttachmentRefusedError('wrong-type');
    return head;
  }
}
