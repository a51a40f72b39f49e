import { createHash, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import type { Actor } from '../../domain/people/actor';
import { KEPT_MS, type ImportDocument, type ImportStore } from '../../models/imports';
import { safeFilename } from '../../models/attachments';
import { receiveFile } from '../attachments/upload';
import { checkSheet, type ImportCheckServices } from './check';
import { LARGEST_IMPORT } from './limits';
import { readFile } from './read-file';
import type { SealedRows } from './sealed-rows';

export interface ReceiveServices extends ImportCheckServices {
  readonly imports: Pick<ImportStore, 'add'>;
  readonly sealedRows: SealedRows;
}

const LIMIT = {
  bytes: LARGEST_IMPORT,
  tooLarge: 'A file to import may have 10 MB. Divide it into several.',
} as const;

/**
 * Takes a file in and looks at its rows; what is kept of it can be filed, and nothing is yet.
 *
 * @throws {Problem} if the file is refused as a whole; then nothing is kept
 */
export async function receiveImport(
  services: ReceiveServices,
  actor: Actor,
  request: Request,
  response: Response,
): Promise<ImportDocument> {
  const { filename, content } = await receiveFile(request, response, collected, LIMIT);
  const id = randomUUID();
  const rows = await checkSheet(services, await readFile(content));
  const at = new Date();
  return services.imports.add({
    _id: id,
    filename: safeFilename(filename),
    sha256: createHash('sha256').update(content).digest('hex'),
    uploadedBy: actor,
    at,
    rows: await services.sealedRows.seal(id, rows, new Date(at.getTime() + KEPT_MS)),
  });
}

async function collected({ filename, content }: Parameters<Parameters<typeof receiveFile>[2]>[0]) {
  return { filename, content: await buffer(content) };
}
