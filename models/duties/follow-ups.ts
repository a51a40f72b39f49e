import type { Collection, Connection } from 'mongoose';
import type { FollowUpReason } from '../../domain/duties/entries';
import type { IdempotencyKey } from '../intakes';
import { followUpSchema, type FollowUpDocument } from './documents';
import { addOnce, entryId, SAFE, type Added } from './once';
import { olderThan, pageOf, type Page, type PageRequest } from './paging';
import { sealedEntries } from './sealed-entries';
import type { Plan, Sealing } from '../sealing';

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
  /** Those with somebody, the oldest first; every one is opened for it. */
  about(isThem: (customer: string) => boolean): Promise<readonly FollowUpDocument[]>;
  /** The oldest first. */
  byIds(ids: readonly string[]): Promise<readonly FollowUpDocument[]>;
}

/**
 * Opens the store on a connection.
 *
 * @param sealing seals whom it was with and what was said
 */
export function createFollowUpStore(connection: Connection, sealing: Sealing): FollowUpStore {
  connection.model('FollowUp', followUpSchema);
  const contacts: Collection<FollowUpDocument> = connection.collection<FollowUpDocument>('followUps');
  const sealed = sealedEntries<FollowUpDocument>(sealing, 'follow-up', PLAN);
  return {
    add: (contact, once) => {
      const _id = entryId('followUps', once);
      return addOnce<FollowUpDocument>(
        { _id, ...contact, ...(once && { digest: once.digest }) },
        async (entry) =>
          contacts.insertOne(await sealed.stored(entry), { writeConcern: SAFE, ignoreUndefined: true }),
        async () => sealed.found(await contacts.findOne({ _id })),
      );
    },
    about: async (isThem) => {
      const found: FollowUpDocument[] = [];
      for await (const stored of contacts.find().sort(OLDEST_FIRST)) {
        const contact = await sealed.found(stored);
        if (contact && isThem(contact.customer)) found.push(contact);
      }
      return found;
    },
    byIds: async (ids) =>
      sealed.opened(
        await contacts
          .find({ _id: { $in: [...ids] } })
          .sort(OLDEST_FIRST)
          .toArray(),
      ),
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
      return pageOf(await sealed.opened(found), limit, ({ enteredAt }) => enteredAt);
    },
  };
}

const OLDEST_FIRST = { enteredAt: 1, _id: 1 } as const;

const PLAN = {
  _id: 'plain',
  by: 'plain',
  enteredAt: 'plain',
  digest: 'plain',
  customer: 'sealed',
  at: 'plain',
  method: 'plain',
  content: 'sealed',
  problems: 'sealed',
  reason: 'plain',
} as const satisfies Plan<FollowUpDocument>;
