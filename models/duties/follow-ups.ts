import type { Collection, Connection } from 'mongoose';
import type { FollowUpReason } from '../../domain/duties/entries';
import type { IdempotencyKey } from '../intakes';
import { followUpSchema, type FollowUpDocument } from './documents';
import { addOnce, entryId, SAFE, type Added } from './once';
import { olderThan, pageOf, type Page, type PageRequest } from './paging';

export type NewFollowUp = Omit<FollowUpDocument, '_id' | 'digest'>;

export interface FollowUpRequest extends PageRequest {
  readonly reason?: FollowUpReason;
  /** Only what somebody of this department entered. */
  readonly department?: string;
}

/** Regular contacts with customers. */
export interface FollowUpStore {
  /** @throws {IdempotencyKeyReusedError} if the caller's key came before with another body */
  add(contact: NewFollowUp, once?: IdempotencyKey): Promise<Added<FollowUpDocument>>;
  /** The newest first. @throws {BadCursorError} if the cursor is none of this list */
  list(page: FollowUpRequest): Promise<Page<FollowUpDocument>>;
}

/** Opens the store on a connection. */
export function createFollowUpStore(connection: Connection): FollowUpStore {
  connection.model('FollowUp', followUpSchema);
  const contacts: Collection<FollowUpDocument> = connection.collection<FollowUpDocument>('followUps');
  return {
    add: (contact, once) => {
      const _id = entryId('followUps', once);
      return addOnce<FollowUpDocument>(
        { _id, ...contact, ...(once && { digest: once.digest }) },
        (entry) => contacts.insertOne(entry, { writeConcern: SAFE, ignoreUndefined: true }),
        () => contacts.findOne({ _id }),
      );
    },
    list: async ({ limit, cursor, reason, department }) => {
      const found = await contacts
        .find({
          ...olderThan('enteredAt', cursor),
          ...(reason && { reason }),
          ...(department !== undefined && { 'by.department': department }),
        })
        .sort({ enteredAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      return pageOf(found, limit, ({ enteredAt }) => enteredAt);
    },
  };
}
