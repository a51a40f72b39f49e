import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import { ArchiveDamagedError, type ArchiveStore } from '../../models/archives';
import type { AttachmentStore } from '../../models/attachments';
import type { Finding } from './finding';

/** As much of a stored record as its content is found by. */
export interface WithContent {
  readonly _id: unknown;
  readonly workflowId?: string;
  readonly runId?: string;
}

/** Whether archived histories are those that were archived. */
export async function ofHistories(
  of: string,
  records: readonly WithContent[],
  {
    connection,
    archives,
  }: { readonly connection: Connection; readonly archives: Pick<ArchiveStore, 'historyOf'> },
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { workflowId = '', runId = '' } of records) {
    try {
      await checkPieces(connection, 'archivedHistories', of);
      await archives.historyOf({ workflowId, runId });
    } catch (error) {
      if (!isGone(error) && !(error instanceof ArchiveDamagedError)) throw error;
      const problem = 'its history is gone, or does not match its SHA-256';
      findings.push({ of, place: 'archived run', problem });
    }
  }
  return findings;
}

/** Whether an attached file still has the content that was attached. Of an erased one nobody can say. */
export async function ofFile(
  of: string,
  {
    connection,
    attachments,
  }: { readonly connection: Connection; readonly attachments: Pick<AttachmentStore, 'open'> },
): Promise<readonly Finding[]> {
  const place = 'attached file';
  try {
    await checkPieces(connection, 'attachmentFiles', of);
    const opened = await attachments.open(of);
    if (!opened || (await sha256Of(opened.content)) === opened.attachment.sha256) return [];
    return [{ of, place, problem: 'its content does not match its SHA-256: it was exchanged' }];
  } catch (error) {
    if (error instanceof mongo.MongoError && !isGone(error)) throw error;
    return [{ of, place, problem: 'its content is gone, or does not open: it was changed or exchanged' }];
  }
}

/**
 * The driver reads a file piece by piece, and ends the process on one without bytes.
 *
 * @throws {BrokenPieceError} if there is one
 */
async function checkPieces(connection: Connection, bucket: string, name: string): Promise<void> {
  const files = await connection
    .collection(`${bucket}.files`)
    .find({ filename: name }, { projection: { _id: 1 } })
    .toArray();
  const broken = await connection
    .collection(`${bucket}.chunks`)
    .findOne(
      { files_id: { $in: files.map(({ _id }) => _id) }, data: { $not: { $type: 'binData' } } },
      { projection: { _id: 1 } },
    );
  if (broken) throw new BrokenPieceError(`A piece of ${name} in ${bucket} has no bytes.`);
}

class BrokenPieceError extends Error {
  override readonly name = 'BrokenPieceError';
}

async function sha256Of(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(content, hash);
  return hash.digest('hex');
}

/** The driver says so of a file that is not there, or of which pieces are missing. */
function isGone(error: unknown): boolean {
  return error instanceof mongo.MongoRuntimeError || error instanceof BrokenPieceError;
}
