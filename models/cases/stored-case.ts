import { seal, unseal, type Sealed } from '../sealing';
import type { CaseCollections } from './collections';
import type { CaseDocument } from './documents';
import { CASE_PLAN } from './state-plan';

/** As much of a read model as opening it needs. */
type Opened = Pick<CaseDocument, '_id'>;

/** A read model as it is stored, its texts sealed. */
export function storedCase(
  { sealing }: Pick<CaseCollections, 'sealing'>,
  document: CaseDocument,
): Promise<Sealed<CaseDocument>> {
  return seal(sealing, placeOf(document), document, CASE_PLAN);
}

/** A read model that was stored so, or what was read of it with its `sealed`. What is given is used up. */
export function opened<D extends Opened>(
  { sealing }: Pick<CaseCollections, 'sealing'>,
  stored: D,
): Promise<D> {
  return unseal(sealing, placeOf(stored), stored);
}

/** As `opened`, of several in their order: the keys are fetched at once. */
export async function allOpened<D extends Opened>(
  collections: Pick<CaseCollections, 'sealing'>,
  stored: readonly D[],
): Promise<D[]> {
  await collections.sealing.prepare(stored.map(({ _id }) => _id));
  return Promise.all(stored.map((one) => opened(collections, one)));
}

function placeOf({ _id }: Opened) {
  return { owner: _id, as: 'case' };
}
