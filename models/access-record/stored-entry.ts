import type { mongo } from 'mongoose';
import { seal, unseal, type AnyPlan, type Sealed, type Sealing } from '../sealing';
import type { AccessRecordDocument } from './schema';

type Entry = mongo.WithId<AccessRecordDocument>;

/** An entry as it is stored: why somebody wanted something and what they searched for are sealed. */
export async function storedEntry(sealing: Sealing, { _id, ...entry }: Entry): Promise<Sealed<Entry>> {
  return { _id, ...(await seal(sealing, placeOf(_id), entry, planOf(entry))) };
}

/** An entry that was stored so; it is used up. */
export function openedEntry(sealing: Sealing, stored: Entry): Promise<Entry> {
  return unseal(sealing, placeOf(stored._id), stored);
}

function planOf(entry: AccessRecordDocument): AnyPlan {
  const plain = Object.fromEntries(Object.keys(entry).map((field): [string, AnyPlan] => [field, 'plain']));
  return { ...plain, reason: 'sealed', words: 'sealed' };
}

function placeOf(id: mongo.ObjectId) {
  return { owner: 'access record', as: id.toHexString() };
}
