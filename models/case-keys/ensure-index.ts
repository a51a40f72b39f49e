import type { Connection } from 'mongoose';
import { keyDatabase } from '../key-database';
import type { CaseKeyDocument } from './documents';

/** Has keys forgotten when their time is over. Repeating it changes nothing. */
export async function ensureKeyIndex(connection: Connection): Promise<void> {
  await keyDatabase(connection)
    .collection<CaseKeyDocument>('caseKeys')
    .createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 }, {});
}
