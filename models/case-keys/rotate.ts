import type { Connection } from 'mongoose';
import { keyDatabase } from '../key-database';
import type { CaseKeyDocument } from './documents';
import type { KeyWrapper } from './store';

export interface RotationProgress {
  /** Keys that the new master key wraps now, those of earlier runs included. */
  readonly done: number;
  readonly of: number;
}

/** Keys that are looked at together. */
const BATCH = 500;

/**
 * Wraps every key anew. Each is one write that only counts while the key is as it was read, so that it may be killed at any
 * line and begun again; keys that were made meanwhile are found as well. Destroyed keys have nothing to wrap.
 *
 * @throws what `from` throws on a key that it has not wrapped; that key, and all after it, stay as they were
 */
export async function rotateKeys(
  connection: Connection,
  from: KeyWrapper,
  to: KeyWrapper,
  report: (progress: RotationProgress) => void,
): Promise<RotationProgress> {
  const keys = keyDatabase(connection).collection<CaseKeyDocument>('caseKeys');
  const kept = { wrappedKey: { $exists: true } };
  const of = await keys.countDocuments(kept);
  let done = await keys.countDocuments({ ...kept, masterKeyVersion: to.version });
  const waiting = { ...kept, masterKeyVersion: { $ne: to.version } };
  for (;;) {
    const some = await keys.find(waiting).sort({ _id: 1 }).limit(BATCH).toArray();
    if (some.length === 0) return { done, of };
    const writes = some.flatMap(({ _id, wrappedKey, masterKeyVersion }) => {
      if (wrappedKey === undefined) return [];
      const again = to.wrap(from.unwrap(wrappedKey, _id, masterKeyVersion), _id);
      const changed = { $set: { wrappedKey: again, masterKeyVersion: to.version } };
      return [{ updateOne: { filter: { _id, wrappedKey }, update: changed } }];
    });
    await keys.bulkWrite(writes, { ordered: false });
    done += writes.length;
    report({ done, of });
  }
}
