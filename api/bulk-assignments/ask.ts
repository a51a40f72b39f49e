import { createHash, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import type { AccessRecord } from '../../models/access-record';
import type { BulkAssignment, BulkAssignmentStore } from '../../models/bulk-assignments';
import type { Directory } from '../../models/people';
import type { Logger } from '../../platform/logging';
import { canonical } from '../commands/command';
import { checkNamed } from '../commands/existing';
import { line, text } from '../complaints/fields';
import { accountFor } from '../http/account-for';
import { Problem } from '../problems';
import type { BulkStarter } from './starter';

export interface AskServices {
  readonly bulkAssignments: BulkAssignmentStore;
  readonly directory: Pick<Directory, 'departments' | 'person'>;
  readonly attachments: Parameters<typeof checkNamed>[0]['attachments'];
  readonly accessRecord: AccessRecord;
  readonly startBulk: BulkStarter;
  readonly logger: Logger;
}

export const MOST_CASES = 1_000;

/** The body of `POST /bulk-assignments`. */
export const askSchema = z
  .strictObject({
    numbers: z
      .array(line)
      .min(1)
      .max(MOST_CASES)
      .meta({ description: 'The numbers of the cases; one that is named twice counts once' }),
    department: line,
    handler: line.exactOptional().meta({ description: 'A user id; the lead if absent' }),
    reason: text.exactOptional().meta({ description: 'Stands on the record of every case' }),
  })
  .meta({ id: 'BulkAssignmentRequest' });

export type Ask = z.output<typeof askSchema>;

export interface Asked {
  readonly bulk: BulkAssignment;
  /** It was asked for before, with the same key. */
  readonly repeated: boolean;
}

/**
 * Stores a bulk assignment safely, and only then tries to start it. Whether its cases may be assigned, and by this actor,
 * is each case's own verdict.
 *
 * @throws {Problem} if a field is not valid, or the key stands for something else; then nothing was stored
 */
export async function askFor(
  services: AskServices,
  actor: Actor,
  body: Ask,
  request: Request,
  key: string | undefined,
): Promise<Asked> {
  await checkNamed(services, 'assign', body);
  const { numbers, ...payload } = body;
  const wanted = {
    _id: idOf(actor, key),
    numbers: [...new Set(numbers)],
    ...payload,
    by: actor,
    at: new Date(),
    digest: createHash('sha256').update(canonical(body)).digest('base64url'),
  };
  const { bulk, repeated } = await services.bulkAssignments.add(wanted);
  if (bulk.digest !== wanted.digest) {
    throw new Problem('used-otherwise', 'This key stands for another request. Take a new one.');
  }
  if (!repeated) await note(services, bulk, request);
  if (!bulk.finishedAt) await services.startBulk(bulk._id);
  return { bulk, repeated };
}

/** A key belongs to its caller. */
function idOf({ user }: Actor, key: string | undefined): string {
  if (key === undefined) return `bulk-assign-${randomUUID()}`;
  return `bulk-assign-${createHash('sha256')
    .update(canonical([user, key]))
    .digest('hex')
    .slice(0, 32)}`;
}

async function note(
  { accessRecord, logger }: AskServices,
  { _id: about, by, numbers, department }: BulkAssignment,
  request: Request,
): Promise<void> {
  const filters = { department, cases: String(numbers.length) };
  await accountFor(accessRecord, request, by, { action: 'bulkAssign', about, filters });
  logger.info({ bulk: about, by: by.user, cases: numbers.length }, 'Many cases are to be assigned');
}
