import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { AttachmentRefusedError } from '../../models/attachments';
import { through } from '../http/middleware';
import { invalidField, Problem } from '../problems';

/** The largest file, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** The field of the form that holds the file. */
const FIELD = 'file';

/** A file on its way in. */
export interface IncomingFile {
  readonly filename: string;
  readonly type: string;
  readonly content: Readable;
}

/** How large a file may be, and what is said to a larger one. */
export interface UploadLimit {
  readonly bytes: number;
  readonly tooLarge: string;
}

const ATTACHMENT: UploadLimit = {
  bytes: LARGEST_FILE,
  tooLarge: 'A file may have 20 MB. Send a smaller one, or several.',
};

/** What a form has around its file, in bytes: boundaries, and names of files. */
const FORM = 64 * 1024;

/** How long somebody who is still sending may go on, so that they read the answer. */
const LINGER_MS = 1_000;

/**
 * Hands the one file of a multipart form on while it arrives: it is never whole in memory. What is refused is answered at
 * once, however much of it is still to come: one that says beforehand that it is too large before any of it is read.
 *
 * @throws {Problem} if there is none, more than one, or it is not kept
 */
export async function receiveFile<T>(
  request: Request,
  response: Response,
  keep: (file: IncomingFile) => Promise<T>,
  limit: UploadLimit = ATTACHMENT,
): Promise<T> {
  if (!request.is('multipart/form-data')) {
    throw new Problem('unsupported-type', 'Send the file as multipart/form-data, in the field “file”.');
  }
  endSoonAfter(response, request);
  if (Number(request.get('Content-Length') ?? 0) > limit.bytes + FORM) throw tooLarge(limit);
  let kept: { readonly value: T } | undefined;
  const refusal = new Refusal();
  const parser = multer({
    storage: {
      _handleFile: (_request, { originalname, mimetype, stream }, done) => {
        stream.once('limit', () => refusal.give(tooLarge(limit)));
        keep({ filename: originalname, type: mimetype, content: stream }).then(
          (value) => {
            kept = { value };
            done(null, {});
          },
          (error: unknown) => {
            refusal.give(error);
            done(error);
          },
        );
      },
      // What breaks off is not kept; a whole file stays, though nothing names it yet.
      _removeFile: (_request, _file, done) => done(null),
    },
    limits: { files: 1, fields: 0, parts: 1, fileSize: limit.bytes },
    defParamCharset: 'utf8',
  });
  try {
    // The parser itself would read all that is sent before it says that it is too much.
    await Promise.race([through(parser.single(FIELD), request, response), refusal.given]);
  } catch (error) {
    throw problemOf(error, limit);
  }
  if (!kept) throw invalidField(FIELD, 'Send one file in this field of the form.');
  return kept.value;
}

/** Why a file is refused, as soon as it is known. */
class Refusal {
  private reject: (error: unknown) => void = () => undefined;
  readonly given = new Promise<never>((_resolve, reject) => {
    this.reject = reject;
  });

  constructor() {
    // Nobody may be waiting (any more).
    this.given.catch(() => undefined);
  }

  give(error: unknown): void {
    this.reject(error);
  }
}

/** After an answer to somebody who still sends, the connection ends: not at once, or they would not read the answer. */
function endSoonAfter(response: Response, request: Request): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.resume();
    setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
  });
}

function problemOf(error: unknown, limit: UploadLimit): unknown {
  if (error instanceof AttachmentRefusedError) {
    return error.refusal === 'too-large' ? tooLarge(limit) : invalidField(FIELD, error.message);
  }
  if (!(error instanceof MulterError)) return isBroken(error) ? malformed() : error;
  switch (error.code) {
    case 'LIMIT_FILE_SIZE':
      return tooLarge(limit);
    case 'LIMIT_UNEXPECTED_FILE':
    case 'LIMIT_FILE_COUNT':
    case 'LIMIT_FIELD_COUNT':
    case 'LIMIT_PART_COUNT':
      return invalidField(FIELD, 'Send one file in this field of the form, and nothing else.');
    default:
      return malformed();
  }
}

function tooLarge({ tooLarge: detail }: UploadLimit): Problem {
  return new Problem('too-large', detail);
}

function malformed(): Problem {
  return new Problem('malformed', 'The form did not arrive whole, or is not well-formed.');
}

/** Busboy's errors, and that of a client which went away, are plain ones. */
function isBroken(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Unexpected end of form|Malformed|Multipart: |Request aborted|Request closed)/.test(error.message)
  );
}
