import type { Collection, Connection } from 'mongoose';
import type { EntryStanding, ErasableEntries } from '../erasure';
import type { FollowUpReason } from '../../domain/duties/entries';
import type { IdempotencyKey } from '../intakes';
import { followUpSchema, type FollowUpDocument } from './documents';
import { SAFE } from '../write-concern';
import { addOnce, entryId, type Added } from './once';
import { together } from '../together';
import { olderThan, pageOf, type Page, type PageRequest } from './paging';
import { ofTheSystem, sealedEntries } from './sealed-entries';
import { entryOwner, type Plan, type SealedAs, type Sealing } from '../sealing';

export type NewFollowUp = Omit<FollowUpDocument, '_id' | 'digest' | 'ownKey' | 'erasedAt'>;

export interface FollowUpRequest extends PageRequest {
  readonly reason?: FollowUpReason;
  /** Only what somebody of this department entered. */
  readonly department?: string;
}

/** Regular contacts with customers. */
export interface FollowUpStore extends ErasableEntries {
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
 * @param sealing seals whom it was with and what was said, each with a key of its own
 */
export function createFollowUpStore(connection: Connection, sealing: Sealing): FollowUpStore {
  connection.model('FollowUp', followUpSchema);
  const contacts: Collection<FollowUpDocument> = connection.collection<FollowUpDocument>('followUps');
  const sealed = sealedEntries<FollowUpDocument>(sealing, placeOf, PLAN);
  return {
    add: (contact, once) => {
      const _id = entryId('followUps', once);
      return addOnce<FollowUpDocument>(
        { _id, ...contact, ownKey: true, ...(once && { digest: once.digest }) },
        async (entry) =>
          contacts.insertOne(await sealed.stored(entry), { writeConcern: SAFE, ignoreUndefined: true }),
        async () => sealed.found(await contacts.findOne({ _id })),
      );
    },
    about: async (isThem) => {
      const found: FollowUpDocument[] = [];
      const kept = contacts.find({ erasedAt: { $exists: false } }).sort(OLDEST_FIRST);
      for await (const some of together(kept, TOGETHER)) {
        found.push(...(await sealed.opened(some)).filter(({ customer }) => isThem(customer)));
      }
      return found;
    },
    standingOf: async (id) => standingOf(await contacts.findOne({ _id: id })),
    takeOut: async (id, at) => {
      const { modifiedCount } = await contacts.updateOne(
        { _id: id, erasedAt: { $exists: false } },
        { $set: { erasedAt: at }, $unset: { sealed: '' } },
        { writeConcern: SAFE },
      );
      return modifiedCount === 1;
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
/** How many are opened with one look for their keys. */
const TOGETHER = 500;

function standingOf(stored: FollowUpDocument | null): EntryStanding {
  if (!stored) return { kind: 'gone' };
  return { kind: stored.erasedAt ? 'erased' : 'erasable' };
}

function placeOf(contact: FollowUpDocument): SealedAs {
  const { _id, ownKey } = contact;
  return ownKey ? { owner: entryOwner('follow-up', _id), as: 'follow-up' } : FORMERLY(contact);
}

const FORMERLY = ofTheSystem('follow-up');

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
  ownKey: 'plain',
  erasedAt: 'plain',
} as const satisfies Plan<FollowUpDocument>;
