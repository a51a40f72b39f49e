import type { CaseDocument } from '../../models/cases';
import type { KeepingStore } from '../../models/keeping';
import { Problem } from '../problems';

/**
 * Only what is archived can have been erased, so that nothing else is asked after.
 *
 * @throws {Problem} `erased`
 */
export async function refuseErased(
  { keeping }: { readonly keeping: Pick<KeepingStore, 'find'> },
  { _id, stage }: Pick<CaseDocument, '_id' | 'stage'>,
): Promise<void> {
  if (stage !== 'archived' || !(await keeping.find(_id)).erasure) return;
  throw new Problem('erased', `${_id} was erased. Nothing can be added to it any more.`);
}
