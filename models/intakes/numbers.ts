import { DateTime } from 'luxon';
import type { Collection } from 'mongoose';
import type { CounterDocument } from './documents';
import { isDuplicateKey } from '../duplicate-key';

const DIGITS = 6;

/** What is numbered: cases, and corrective actions that come from no case. Each counts for itself. */
const COUNTERS = { C: 'case', R: 'corrective-action' } as const;

/**
 * The next number of the day, such as `C20261122-000042`: unique, and rising within the day. A number that is drawn and
 * not used leaves a gap.
 *
 * @param zone IANA zone in which the day is counted
 */
export async function nextNumber(
  counters: Collection<CounterDocument>,
  enteredAt: Date,
  zone: string,
  letter: keyof typeof COUNTERS = 'C',
): Promise<string> {
  const day = DateTime.fromJSDate(enteredAt, { zone }).toFormat('yyyyMMdd');
  const value = await increment(counters, `${COUNTERS[letter]}-${day}`);
  return `${letter}${day}-${String(value).padStart(DIGITS, '0')}`;
}

/** Of the requests that make a day's counter at the same time, one does; the others then find it. */
async function increment(counters: Collection<CounterDocument>, _id: string): Promise<number> {
  try {
    return await incremented(counters, _id);
  } catch (error) {
    if (isDuplicateKey(error)) return incremented(counters, _id);
    throw error;
  }
}

async function incremented(counters: Collection<CounterDocument>, _id: string): Promise<number> {
  const counter = await counters.findOneAndUpdate(
    { _id },
    { $inc: { value: 1 } },
    // The intake that takes the number is written after it, and is not acknowledged before both are safe.
    { upsert: true, returnDocument: 'after', writeConcern: { w: 1, journal: false } },
  );
  if (!counter)
    throw new Error('MongoDB gave no counter back for the next number: file the complaint again.');
  return counter.value;
}
