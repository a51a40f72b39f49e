import type { CaseStore } from '../../models/cases';
import {
  ENTRY_KINDS,
  type EntryErasure,
  type EntryKind,
  type EntryOutcome,
  type EntryStanding,
} from '../../models/erasure';
import { erasableNow, type ErasureOutcome, type KeepingStore } from '../../models/keeping';
import type { SubjectRequest } from '../../models/subject-requests';

export interface SubjectErasing {
  readonly cases: Pick<CaseStore, 'find'>;
  readonly keeping: Pick<KeepingStore, 'find'>;
  readonly entryErasure: EntryErasure;
}

/** What came of erasing a case that was found, or would come of it now. */
export interface CaseResult {
  readonly number: string;
  readonly outcome: ErasureOutcome | { readonly kind: 'erasable' };
}

/** The same of what is no case. */
export interface EntryResult {
  readonly kind: EntryKind;
  readonly id: string;
  readonly outcome: EntryOutcome | EntryStanding;
}

export interface SubjectResults {
  readonly cases: readonly CaseResult[];
  readonly entries: readonly EntryResult[];
}

type Found = Pick<SubjectRequest, 'numbers' | 'elsewhere'>;

/** What would be erased now of what was found, and what would stay. */
export async function subjectStanding(
  { cases, keeping, entryErasure }: SubjectErasing,
  found: Found,
): Promise<SubjectResults> {
  return {
    cases: await eachCase(found, async (number) =>
      erasableNow(await cases.find(number), await keeping.find(number)),
    ),
    entries: await eachEntry(found, (kind, id) => entryErasure.standingOf(kind, id)),
  };
}

/**
 * Erases all of what was found that can be; what can't holds nothing else back. Repeating it finishes what was cut off, and
 * does what has become possible since.
 *
 * @param eraseOne erases a case as it is erased alone: with a decision, and an entry on the access record
 */
export async function eraseSubject(
  { entryErasure }: Pick<SubjectErasing, 'entryErasure'>,
  found: Found,
  eraseOne: (number: string) => Promise<ErasureOutcome>,
): Promise<SubjectResults> {
  const entries = await eachEntry(found, (kind, id) => entryErasure.erase(kind, id));
  return { cases: await eachCase(found, eraseOne), entries };
}

/** One after the other, as each waits for Temporal and MongoDB. */
async function eachCase(
  { numbers }: Found,
  outcomeOf: (number: string) => Promise<CaseResult['outcome']>,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const number of numbers) results.push({ number, outcome: await outcomeOf(number) });
  return results;
}

async function eachEntry(
  { elsewhere: { followUps, mails, importRows } }: Found,
  outcomeOf: (kind: EntryKind, id: string) => Promise<EntryResult['outcome']>,
): Promise<readonly EntryResult[]> {
  const found = { 'follow-up': followUps, mail: mails, 'import-row': importRows } as const;
  const results: EntryResult[] = [];
  for (const kind of ENTRY_KINDS) {
    for (const id of found[kind]) results.push({ kind, id, outcome: await outcomeOf(kind, id) });
  }
  return results;
}
