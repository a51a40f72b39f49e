import { LRUCache } from 'lru-cache';
import { mongo, type Collection, type Connection } from 'mongoose';
import { listEntries, type AccessPage, type AccessListRequest } from './list';
import type { Sealing } from '../sealing';
import { storedEntry } from './stored-entry';
import { accessRecordSchema, type AccessRecordDocument } from './schema';

/**
 * Who was refused what, who saw, searched for or took out what, and who did what has to be accounted for. Entries are
 * only ever added.
 */
export interface AccessRecord {
  add(entry: AccessRecordDocument): Promise<void>;
  /**
   * Adds it unless this process added its like in the same hour. Whoever comes at the same moment waits for the same
   * entry, so that nothing is shown before it is written.
   */
  addOncePerHour(entry: AccessRecordDocument): Promise<void>;
  /**
   * The newest first.
   *
   * @throws {BadCursorError} if the cursor is not of this list
   */
  list(request: AccessListRequest): Promise<AccessPage>;
}

/** Entries of the hour that are remembered; of more than these, some are written twice. About 10 MB. */
const REMEMBERED = 50_000;
const HOUR_MS = 3_600_000;

/**
 * Opens the access record on a connection.
 *
 * @param sealing seals reasons and searched words with the key of the system: whoever erases a case still answers for it
 */
export function createAccessRecord(connection: Connection, sealing: Sealing): AccessRecord {
  connection.model('AccessRecord', accessRecordSchema);
  const entries: Collection<AccessRecordDocument> =
    connection.collection<AccessRecordDocument>('accessRecord');
  const recent = new LRUCache<string, Promise<void>>({ max: REMEMBERED });

  async function add(entry: AccessRecordDocument): Promise<void> {
    const stored = await storedEntry(sealing, { _id: new mongo.ObjectId(), ...entry });
    await entries.insertOne(stored, { ignoreUndefined: true });
  }

  async function addOncePerHour(entry: AccessRecordDocument): Promise<void> {
    const key = likeness(entry);
    const writing = recent.get(key) ?? add(entry);
    recent.set(key, writing);
    try {
      await writing;
    } catch (error) {
      // Nothing was written: the next one tries again.
      recent.delete(key);
      throw error;
    }
  }

  return { add, addOncePerHour, list: (request) => listEntries(entries, sealing, request) };
}

/** What makes two entries of one hour alike. */
function likeness({ at, user, action, number, about, words }: AccessRecordDocument): string {
  const hour = Math.floor(at.getTime() / HOUR_MS);
  return JSON.stringify([hour, user, action, number, about, words]);
}
