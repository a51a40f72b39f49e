import { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import type { CaseDocument, CaseStore } from '../../models/cases';
import { eventViewFor } from '../complaints/view-for';
import { Problem } from '../problems';

/** The revision on which a conditional command was decided; `any` asks only that the case exists. */
export type Condition = { readonly revision: number } | 'any';

/** How many events an answer shows of what has changed. */
const SHOWN = 100;

const REVISION = /^"(\d{1,9})"$/;

export const ifMatchHeader = z
  .string()
  .exactOptional()
  .meta({ description: 'The revision that the command was decided on, in quotes: "12".' });

/** @throws {Problem} `malformed` if the header is of another form */
export function conditionOf(ifMatch: string | undefined): Condition | undefined {
  if (ifMatch === undefined) return undefined;
  if (ifMatch.trim() === '*') return 'any';
  const revision = REVISION.exec(ifMatch.trim())?.[1];
  if (revision !== undefined) return { revision: Number(revision) };
  throw new Problem('malformed', 'If-Match is a revision in quotes, as in If-Match: "12".');
}

/** @throws {Problem} `changed` with what has happened since, if the case is at another revision */
export async function checkRevision(
  cases: Pick<CaseStore, 'eventsOf'>,
  document: CaseDocument,
  condition: Condition | undefined,
  actor: Actor,
): Promise<void> {
  const { _id: number, revision, stage } = document;
  if (condition === undefined || condition === 'any' || condition.revision === revision) return;
  const since = await cases.eventsOf(number, condition.revision, SHOWN);
  const events = since.map((event) => eventViewFor(actor, document, event));
  throw new Problem('changed', `The case is at revision ${revision} now, in ${stage}.`, {
    headers: { ETag: `"${revision}"` },
    members: { revision, stage, events },
  });
}
