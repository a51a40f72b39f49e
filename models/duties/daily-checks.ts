import type { Collection, Connection } from 'mongoose';
import type { IdempotencyKey } from '../intakes';
import { dailyCheckSchema, type DailyCheckDocument } from './documents';
import { SAFE } from '../write-concern';
import { addOnce, entryId, type Added } from './once';
import { olderThan, pageOf, type Page, type PageRequest } from './paging';
import { ofTheSystem, sealedEntries } from './sealed-entries';
import type { Plan, Sealing } from '../sealing';

export type NewDailyCheck = Omit<DailyCheckDocument, '_id' | 'digest'>;

/** Looks through the media and other channels. */
export interface DailyCheckStore {
  /** @throws {IdempotencyKeyReusedError} if the caller's key came before with another body */
  add(check: NewDailyCheck, once?: IdempotencyKey): Promise<Added<DailyCheckDocument>>;
  /** The newest first. @throws {BadCursorError} if the cursor is none of this list */
  list(page: PageRequest & { readonly channel?: string }): Promise<Page<DailyCheckDocument>>;
}

/**
 * Opens the store on a connection.
 *
 * @param sealing seals what is noted about them
 */
export function createDailyCheckStore(connection: Connection, sealing: Sealing): DailyCheckStore {
  connection.model('DailyCheck', dailyCheckSchema);
  const checks: Collection<DailyCheckDocument> = connection.collection<DailyCheckDocument>('dailyChecks');
  const sealed = sealedEntries<DailyCheckDocument>(sealing, ofTheSystem('daily check'), PLAN);
  return {
    add: (check, once) => {
      const _id = entryId('dailyChecks', once);
      return addOnce<DailyCheckDocument>(
        { _id, ...check, ...(once && { digest: once.digest }) },
        async (entry) =>
          checks.insertOne(await sealed.stored(entry), { writeConcern: SAFE, ignoreUndefined: true }),
        async () => sealed.found(await checks.findOne({ _id })),
      );
    },
    list: async ({ limit, cursor, channel }) => {
      const found = await checks
        .find({ ...olderThan('enteredAt', cursor), ...(channel !== undefined && { channel }) })
        .sort({ enteredAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      return pageOf(await sealed.opened(found), limit, ({ enteredAt }) => enteredAt);
    },
  };
}

const PLAN = {
  _id: 'plain',
  by: 'plain',
  enteredAt: 'plain',
  digest: 'plain',
  channel: 'plain',
  at: 'plain',
  found: 'plain',
  note: 'sealed',
  complaints: 'plain',
} as const satisfies Plan<DailyCheckDocument>;
