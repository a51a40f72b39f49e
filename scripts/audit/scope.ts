import type { LeafKind } from '../../models/proofs';

/** What is looked at: everything, one case with its tasks and runs, or the cases that were entered in some days. */
export type Scope =
  | { readonly all: true }
  | { readonly number: string }
  /** Days as they stand in the numbers of cases, such as `20261122`; both belong to it. */
  | { readonly from: string; readonly to: string };

/** Which ids belong to it: those from one up to, but not with, another; undefined: any. */
export function idsOf(scope: Scope): { readonly $gte: string; readonly $lt: string } | undefined {
  if ('all' in scope) return undefined;
  // Ids of its tasks and runs go on after the case's number with `-` or `/`; digits come after both.
  if ('number' in scope) return { $gte: scope.number, $lt: `${scope.number}0` };
  return { $gte: `C${scope.from}`, $lt: `C${scope.to}~` };
}

/** The access record is one for all cases. */
export function isLookedAt(kind: LeafKind, scope: Scope): boolean {
  return 'all' in scope || kind !== 'access';
}
