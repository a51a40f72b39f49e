import type { Request } from 'express';
import type { Actor } from '../../domain/people/actor';
import type { AccessRecord, AccessRecordDocument } from '../../models/access-record';
import { requestIdOf } from './request-id';

/** What was done, for the access record. */
export type Doing = Pick<
  AccessRecordDocument,
  'action' | 'number' | 'about' | 'reason' | 'fields' | 'filters'
>;

/** Puts on the access record what somebody has done and has to account for. */
export async function accountFor(
  accessRecord: AccessRecord,
  request: Request,
  actor: Actor,
  doing: Doing,
): Promise<void> {
  const requestId = requestIdOf(request);
  await accessRecord.add({ at: new Date(), user: actor.user, ...doing, outcome: 'done', requestId });
}
