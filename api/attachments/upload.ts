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

/**
 * Hands the one file of a multipart form on while it arrives: it is never whole in memory.
 *
 * @throws {Problem} if there is none, more than one, or it is not kept
 */
export async function receiveFile<T>(
  request: Request,
  response: Response,
  keep: (file: IncomingFile) => Promise<T>,
): Promise<T> {
  if (!request.is('multipart/form-data')) {
    throw new Problem('unsupported-type', 'Send the file as multipart/form-data, in the field “file”.');
  }
  let kept: { readonly value: T } | undefined;
  const parser = multer({
    storage: {
      _handleFile: (_request, { originalname, mimetype, stream }, done) => {
        keep({ filename: originalname, type: mimetype, content: stream }).then(
          (value) => {
            kept = { value };
            done(null, {});
          },
          (error: unknown) => done(error),
        );
      },
      // What breaks off is not kept; a whole file stays, though nothing names it yet.
      _removeFile: (_request, _file, done) => done(null),
    },
    limits: { files: 1, fields: 0, parts: 1, fileSize: LARGEST_FILE },
    defParamCharset: 'utf8',
  });
  try {
    await through(parser.single(FIELD), request, response);
  } catch (error) {
    throw problemOf(error);
  }
  if (!kept) throw invalidField(FIELD, 'Send one file in this field of the form.');
  return kept.value;
}

function problemOf(error: unknown): unknown {
  if (error instanceof AttachmentRefusedError) {
    return error.refusal === 'too-large' ? tooLarge() : invalidField(FIELD, error.message);
  }
  if (!(error instanceof MulterError)) return isBroken(error) ? malformed() : error;
  switch (error.code) {
    case 'LIMIT_FILE_SIZE':
      return tooLarge();
    case 'LIMIT_UNEXPECTED_FILE':
    case 'LIMIT_FILE_COUNT':
    case 'LIMIT_FIELD_COUNT':
    case 'LIMIT_PART_COUNT':
      return invalidField(FIELD, 'Send one file in this field of the form, and nothing else.');
    default:
      return malformed();
  }
}

function tooLarge(): Problem {
  return new Problem('too-large', 'A file may have 20 MB. Send a smaller one, or several.');
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
