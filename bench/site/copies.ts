import type { CaseDocument } from '../../models/cases';
import { storedCase } from '../../models/cases/stored-case';
import { createSealing } from '../../platform/codec';
import { inParallel } from '../in-parallel';
import type { Complaint } from './complaint';
import type { Product } from './product';

const SIDE_BY_SIDE = 64;
/** Records that are made at once. */
const BATCH = 1_000;

/**
 * Adds cases like this one: records alone, without workflows, each sealed with a key of its own as if it had been filed.
 *
 * @param copyOf what the one of this index is like, and its number
 */
export async function addCopies(
  { connection, stores }: Product,
  { number }: Complaint,
  count: number,
  copyOf: (like: CaseDocument, index: number) => CaseDocument,
): Promise<void> {
  const like = await stores.cases.find(number);
  if (!like) throw new Error('There is no case to make others like.');
  const sealing = createSealing(stores.keys);
  const cases = connection.collection<CaseDocument>('cases');
  for (let first = 0; first < count; first += BATCH) {
    const batch = await inParallel(Math.min(BATCH, count - first), SIDE_BY_SIDE, (index) =>
      storedCase({ sealing }, copyOf(like, first + index)),
    );
    await cases.insertMany(batch, { ordered: false, ignoreUndefined: true });
  }
}
