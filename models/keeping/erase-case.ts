import { openOrders } from '../../domain/case/case';
import type { CaseDocument, CaseStore } from '../cases';
import type { Decided, Erasure, LegalHold } from './documents';
import type { CaseKeeping, KeepingStore } from './store';

export interface ErasingParts {
  readonly keeping: Pick<KeepingStore, 'beginErasure' | 'finishErasure'>;
  readonly cases: Pick<CaseStore, 'find'>;
  /** Makes everything personal of the case unreadable for ever. Repeating it changes nothing. */
  readonly eraseTexts: (number: string) => Promise<void>;
  /** Ends these workflows, which could read nothing any more. */
  readonly endRuns: (workflowIds: readonly string[], why: string) => Promise<void>;
}

/** What came of erasing a case. */
export type ErasureOutcome =
  | { readonly kind: 'erased'; readonly erasure: Erasure; readonly repeated: boolean }
  | { readonly kind: 'held'; readonly holds: readonly LegalHold[] }
  /** Its procedure has not come to its end; `reopenUntil` (ISO 8601) of one that is closed. */
  | { readonly kind: 'not-archived'; readonly stage: string; readonly reopenUntil?: string }
  | { readonly kind: 'unknown' };

/**
 * Erases a case that is archived, unless a hold stands.
 *
 * @param account puts it on the access record: after it can't be held any more, before anything is destroyed
 */
export type EraseCase = (
  number: string,
  decided: Decided,
  account: (erasure: Erasure) => Promise<void>,
) => Promise<ErasureOutcome>;

/**
 * The decision is on record before anything is destroyed, and that it was carried out after it: whoever is killed in
 * between leaves an erasure that the next one, or the nightly retention, carries out.
 */
export function createEraseCase({ keeping, cases, eraseTexts, endRuns }: ErasingParts): EraseCase {
  return async (number, decided, account) => {
    const found = await cases.find(number);
    if (!found) return { kind: 'unknown' };
    if (found.stage !== 'archived') return notArchived(found);
    const begun = await keeping.beginErasure(number, decided);
    if (begun.kind === 'held') return begun;
    if (begun.kind === 'erased') return { ...begun, repeated: true };
    await account(begun.erasure);
    await eraseTexts(number);
    // A command may have come at this very moment, and an order may be open still.
    await endRuns([number, ...openOrders(found.state).map(({ id }) => id)], 'The case was erased.');
    const finishedAt = new Date(Math.max(Date.now(), decided.at.getTime()));
    await keeping.finishErasure(number, finishedAt);
    return { kind: 'erased', erasure: { ...begun.erasure, finishedAt }, repeated: !begun.first };
  };
}

/** What would come of erasing a case now; nothing is changed. */
export function erasableNow(
  found: CaseDocument | undefined,
  { holds, erasure }: CaseKeeping,
): ErasureOutcome | { readonly kind: 'erasable' } {
  if (!found) return { kind: 'unknown' };
  if (erasure?.finishedAt) return { kind: 'erased', erasure, repeated: true };
  if (found.stage !== 'archived') return notArchived(found);
  const standing = holds.filter(({ lifted }) => lifted === undefined);
  return standing.length > 0 ? { kind: 'held', holds: standing } : { kind: 'erasable' };
}

function notArchived({ stage, state }: CaseDocument): ErasureOutcome {
  const reopenUntil = state.closing?.reopenUntil;
  return { kind: 'not-archived', stage, ...(reopenUntil !== undefined && { reopenUntil }) };
}
