import type { Connection } from 'mongoose';
import { idsOfCase, type IdRange } from '../../models/proofs';

/** What is looked at: everything, one case with its tasks and runs, or the cases that were entered in some days. */
export type Scope =
  | { readonly all: true }
  | { readonly number: string }
  /** Days as they stand in the numbers of cases, such as `20261122`; both belong to it. */
  | { readonly from: string; readonly to: string };

/** What the numbers of cases begin with, and those of corrective actions that have numbers of their own. */
const NUMBERED = ['C', 'R'];

/** Which ids belong to it; undefined: any. */
export async function idsOf(connection: Connection, scope: Scope): Promise<readonly IdRange[] | undefined> {
  if ('all' in scope) return undefined;
  if ('number' in scope) return idsOfCase(connection, scope.number);
  return NUMBERED.map((letter) => ({ $gte: `${letter}${scope.from}`, $lt: `${letter}${scope.to}~` }));
}
