import type { CaseStore } from '../../models/cases';
import { findingsIn, isSigned, type CaseProof, type LeafKind, type RecordProblem } from '../../models/proofs';
import { isDatabaseAway } from '../http/database-away';

/** Something of a case that is not as it was recorded. What stands there is not told. */
export interface CaseFinding {
  readonly kind: LeafKind | 'read-model' | 'statement';
  /** The case, the task, or the run. */
  readonly of: string;
  /** Of an event, its place in what it is of; of a statement, its number; else 0. */
  readonly seq: number;
  /** Of the read model `differs`: it does not say what the events say; of a statement `unsigned`: its signature is not of it. */
  readonly problem: RecordProblem | 'differs' | 'unsigned';
  /** Of the read model: names of some of the fields that differ. */
  readonly fields?: readonly string[];
}

/** What is wrong with a case by its own records, the log, and its read model, as they stand in MongoDB. */
export async function findingsOf(
  { cases }: { readonly cases: Pick<CaseStore, 'compare'> },
  proof: CaseProof,
): Promise<readonly CaseFinding[]> {
  const { number, anchor, records } = proof;
  return [
    ...findingsIn(proof),
    ...(anchor && !isSigned(proof)
      ? [{ kind: 'statement', of: number, seq: anchor.statement.number, problem: 'unsigned' } as const]
      : []),
    ...(records.some(({ kind }) => kind === 'case-event') ? await ofReadModel(cases, number) : []),
  ];
}

async function ofReadModel(
  cases: Pick<CaseStore, 'compare'>,
  number: string,
): Promise<readonly CaseFinding[]> {
  const differs = { kind: 'read-model', of: number, seq: 0, problem: 'differs' } as const;
  try {
    const difference = await cases.compare(number);
    if (!difference) return [];
    return [{ ...differs, ...('fields' in difference && { fields: difference.fields }) }];
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    // Whatever else it is: the events, or what stands beside them, are no more what was written.
    return [differs];
  }
}
