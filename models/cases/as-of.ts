import type { CaseCollections } from './collections';
import type { CaseDocument } from './documents';
import { eventsFrom } from './events';
import { project } from './project';

/** When an event came onto the record. */
export interface RecordedTime {
  readonly seq: number;
  /** ISO 8601: the server's time; of an event from before it was kept, the time at which it happened. */
  readonly recordedAt: string;
}

/** A stored event, as far as its time goes. */
interface Timed {
  readonly seq: number;
  readonly at: string;
  readonly recordedAt?: string;
}

/** When each event of a case came onto the record, in their order; from `after` on, at most `limit` of them. */
export async function recordedTimes(
  { connection }: CaseCollections,
  number: string,
  after = 0,
  limit = 0,
): Promise<RecordedTime[]> {
  const found = await connection
    .collection<Timed>('caseEvents')
    .find({ number, seq: { $gt: after } }, { projection: { _id: 0, seq: 1, at: 1, recordedAt: 1 } })
    .sort({ seq: 1 })
    .limit(limit)
    .toArray();
  return found.map(({ seq, at, recordedAt }) => ({ seq, recordedAt: recordedAt ?? at }));
}

/** The last event that was on the record at a moment; 0: none was. */
export async function revisionAt(
  collections: CaseCollections,
  number: string,
  moment: Date,
): Promise<number> {
  const times = await recordedTimes(collections, number);
  // Events come onto the record in their order, so that the first later one ends it.
  const later = times.findIndex(({ recordedAt }) => Date.parse(recordedAt) > moment.getTime());
  return later === -1 ? times.length : later;
}

/** The read model as it stood when the record ended with this event; undefined before the first. */
export async function caseAt(
  collections: CaseCollections,
  number: string,
  revision: number,
): Promise<CaseDocument | undefined> {
  // To the driver, a limit of 0 is none.
  if (revision === 0) return undefined;
  const events = await eventsFrom(collections, number, 1, undefined, revision);
  return events.length === 0 ? undefined : project(undefined, events);
}
