import type { Actor } from '../../domain/people/actor';
import { maySee, type CaseDocument, type CaseStore } from '../../models/cases';
import type { IntakeDocument, IntakeStore } from '../../models/intakes';
import { Problem } from '../problems';

export interface CaseFinder {
  readonly cases: Pick<CaseStore, 'find'>;
  readonly intakes: Pick<IntakeStore, 'find'>;
}

/** A complaint as the records have it: its case or, right after it was filed, only its intake. */
export type FoundCase =
  | { readonly kind: 'case'; readonly document: CaseDocument }
  | { readonly kind: 'intake'; readonly document: IntakeDocument };

/**
 * The complaint of a number, if the actor may see it.
 *
 * @throws {Problem} `not-found`, or `not-allowed`
 */
export async function findComplaint(
  { cases, intakes }: CaseFinder,
  number: string,
  actor: Actor,
): Promise<FoundCase> {
  const document = await cases.find(number);
  if (document) {
    if (!maySee(actor, document)) throw hidden(number);
    return { kind: 'case', document };
  }
  const intake = await intakes.find(number);
  if (!intake) {
    throw new Problem(
      'not-found',
      'There is no complaint of this number. Check it: C, the day, and six digits.',
    );
  }
  const { filedBy } = intake;
  const department = intake.intake.department;
  const departments = department === undefined ? [] : [department];
  if (!maySee(actor, { filedBy: filedBy.user, people: [filedBy.user], departments })) throw hidden(number);
  return { kind: 'intake', document: intake };
}

function hidden(number: string): Problem {
  return new Problem(
    'not-allowed',
    `${number} is seen by those with a part in it, the departments that held it, customer service, and those who supervise.`,
  );
}
