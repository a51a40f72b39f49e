import type { Intake } from '../../domain/case/intake';
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
export async function findComplaint(finder: CaseFinder, number: string, actor: Actor): Promise<FoundCase> {
  const found = await recordOf(finder, number);
  if (!maySee(actor, involvedIn(found))) throw hidden(number);
  return found;
}

/**
 * The case of a number for a command, if the actor may see it. While there is only its intake, who will have a part in it
 * isn't known: the department that it goes to is told to come again, as everybody is.
 *
 * @throws {Problem} `not-found`, `not-yet`, or `not-allowed`
 */
export async function findCase(finder: CaseFinder, number: string, actor: Actor): Promise<CaseDocument> {
  const found = await recordOf(finder, number);
  if (found.kind === 'intake') throw notYet();
  if (!maySee(actor, involvedIn(found))) throw hidden(number);
  return found.document;
}

/**
 * The complaint of a number, for whoever has shown otherwise that they may see it.
 *
 * @throws {Problem} `not-found`
 */
export async function recordOf({ cases, intakes }: CaseFinder, number: string): Promise<FoundCase> {
  const document = await cases.find(number);
  if (document) return { kind: 'case', document };
  const intake = await intakes.find(number);
  if (intake) return { kind: 'intake', document: intake };
  throw new Problem(
    'not-found',
    'There is no complaint of this number. Check it: C, the day, and six digits.',
  );
}

/** What decides who sees it, and what of it. */
export function involvedIn(found: FoundCase): Parameters<typeof maySee>[1] {
  if (found.kind === 'case') return found.document;
  const { filedBy, intake } = found.document;
  const departments = intake.department === undefined ? [] : [intake.department];
  return { filedBy: filedBy.user, people: [filedBy.user], departments };
}

/** What was written down when it was received, as it is now. */
export function intakeOf(found: FoundCase): Intake {
  return found.kind === 'case' ? found.document.state.intake : found.document.intake;
}

/** For a complaint that was filed a moment ago; whoever asks tries again in a second. */
export function notYet(): Problem {
  return new Problem('not-yet', 'The complaint is stored, and its procedure is about to start.', {
    headers: { 'Retry-After': '1' },
  });
}

function hidden(number: string): Problem {
  return new Problem(
    'not-allowed',
    `${number} is seen by those with a part in it, the departments that held it, customer service, and those who supervise.`,
  );
}
