import type { Collection, Connection } from 'mongoose';
import { accessRecordSchema, type AccessRecordDocument } from './schema';

/** Who was refused what, and who was shown or did what has to be accounted for. Entries are only ever added. */
export interface AccessRecord {
  add(entry: AccessRecordDocument): Promise<void>;
}

/** Opens the access record on a connection. */
export function createAccessRecord(connection: Connection): AccessRecord {
  connection.model('AccessRecord', accessRecordSchema);
  const entries: Collection<AccessRecordDocument> =
    connection.collection<AccessRecordDocument>('accessRecord');
  return {
    add: async (entry) => {
      await entries.insertOne({ ...entry }, { ignoreUndefined: true });
    },
  };
}
