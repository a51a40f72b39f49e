import type { Connection } from 'mongoose';
import { keyDatabase } from '../key-database';
import type { CaseKeyDocument } from './documents';

/** Collections that stood beside the data before they had a database of their own. */
const KEYS = 'caseKeys';
const SEARCH_TERMS = 'searchTerms';

/**
 * Moves keys from where older versions kept them, before any key is looked for: otherwise another would be made. What is in
 * its place already stays; cut off, it is done by the next start. `records rebuild` then makes the search terms anew.
 */
export async function adoptKeys(connection: Connection): Promise<void> {
  const former = await connection.db?.listCollections({ name: { $in: [KEYS, SEARCH_TERMS] } }).toArray();
  if (!former || former.length === 0) return;
  const keys = keyDatabase(connection).collection<CaseKeyDocument>(KEYS);
  for await (const key of connection.collection<CaseKeyDocument>(KEYS).find()) {
    const { _id, ...rest } = key;
    await keys.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
  }
  for (const { name } of former) await connection.collection(name).drop();
}
