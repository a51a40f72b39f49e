import type { CaseDocument } from '../../models/cases';
import { notYet, recordOf, type CaseFinder, type FoundCase } from '../complaints/find-case';
import { linkOf, type Caller } from '../http/credentials';

/** The one case that the caller's link opens, or its intake while the procedure has not begun. */
export function foundByLink(finder: CaseFinder, caller: Caller): Promise<FoundCase> {
  return recordOf(finder, linkOf(caller).number);
}

/**
 * The one case that the caller's link opens.
 *
 * @throws {Problem} `not-yet` while there is only its intake
 */
export async function caseByLink(finder: CaseFinder, caller: Caller): Promise<CaseDocument> {
  const found = await foundByLink(finder, caller);
  if (found.kind === 'intake') throw notYet();
  return found.document;
}
