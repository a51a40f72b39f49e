import type { Connection, mongo } from 'mongoose';
import { keyDatabase } from '../key-database';
import type { CaseKeyDocument } from './documents';
import { KeyDestroyedError } from './destroyed';

/**
 * Keeps the key of a case from being destroyed before this transaction is over, by writing to it: an erasure that comes
 * meanwhile waits, and then destroys what this has added as well.
 *
 * @throws {KeyDestroyedError} if it is destroyed already
 */
export async function holdKey(
  connection: Connection,
  owner: string,
  session: mongo.ClientSession,
): Promise<void> {
  const found = await keyDatabase(connection)
    .collection<CaseKeyDocument>('caseKeys')
    .findOneAndUpdate(
      { _id: owner },
      { $set: { heldAt: new Date() } },
      { session, projection: { destroyedAt: 1 } },
    );
  if (found?.destroyedAt) throw new KeyDestroyedError(owner);
}
