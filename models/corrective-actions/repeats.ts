import { mongo } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import type { Finding } from '../../domain/case/commands';
import type { CaseDocument, CaseEventDocument } from '../cases/documents';
import type { ActionDocument } from './documents';

/** A complaint that repeats what a watched corrective action was to correct. */
export interface FoundRepeat {
  readonly action: string;
  readonly number: string;
}

export interface RepeatStore {
  /**
   * The repeats among the findings that have been recorded since the last time that was marked as seen.
   *
   * @returns with the mark for `markSeen`
   */
  findRepeats(now: Date): Promise<{ readonly repeats: readonly FoundRepeat[]; readonly seenUntil: Date }>;
  markSeen(until: Date): Promise<void>;
}

/** Findings by which a complaint is found true against a department, or its product. */
const FOUND_TRUE: readonly Finding[] = ['violation', 'fault', 'product'];

/** Longer than any transaction takes from making an event's id to its commit, with clocks that differ. */
const OVERLAP_MS = 5 * 60_000;

interface MarkDocument {
  readonly _id: 'repeats';
  readonly seenUntil: Date;
}

/** Events are found by their ids, which rise with the time they were written at: so nothing is ever read twice for long. */
export function createRepeatStore(connection: Connection, actions: Collection<ActionDocument>): RepeatStore {
  const events: Collection<CaseEventDocument> = connection.collection<CaseEventDocument>('caseEvents');
  const cases: Collection<CaseDocument> = connection.collection<CaseDocument>('cases');
  const marks: Collection<MarkDocument> = connection.collection<MarkDocument>('correctiveActionMarks');

  async function repeatsOf(event: CaseEventDocument): Promise<FoundRepeat[]> {
    const found = await cases.findOne({ _id: event.number });
    const { department, state: { contentType, subtype } = {} } = found ?? {};
    if (department === undefined || contentType === undefined) return [];
    const watched = await actions
      .find({
        stage: 'watching',
        department,
        'state.about.contentType': contentType,
        'state.about.subtype': subtype ?? { $exists: false },
        'state.watch.since': { $lt: event.at },
        cases: { $ne: event.number },
        'state.repeats': { $ne: event.number },
      })
      .toArray();
    return watched.map(({ _id }) => ({ action: _id, number: event.number }));
  }

  return {
    findRepeats: async (now) => {
      const mark = await marks.findOne({ _id: 'repeats' });
      const since = (mark?.seenUntil.getTime() ?? OVERLAP_MS) - OVERLAP_MS;
      const found = events.find({
        _id: { $gte: mongo.ObjectId.createFromTime(Math.floor(since / 1_000)) },
        type: 'find',
        'payload.finding': { $in: [...FOUND_TRUE] },
      });
      const repeats: FoundRepeat[] = [];
      for await (const event of found) repeats.push(...(await repeatsOf(event)));
      return { repeats, seenUntil: now };
    },
    markSeen: async (until) => {
      await marks.updateOne({ _id: 'repeats' }, { $set: { seenUntil: until } }, { upsert: true });
    },
  };
}
