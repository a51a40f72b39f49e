import type { mongo } from 'mongoose';
import type { CaseCollections } from './collections';
import type { CaseDocument } from './documents';

/** Which cases are meant, whatever has become of them. Days are those of entry, `YYYY-MM-DD`, both included. */
export interface PastCaseRequest {
  readonly from?: string;
  readonly to?: string;
  /** Only those of this pack. */
  readonly policy?: string;
}

/** The numbers of these cases after one, in their order. */
export async function pastCases(
  { cases }: CaseCollections,
  request: PastCaseRequest & { readonly after?: string; readonly limit: number },
): Promise<readonly string[]> {
  const found = await cases
    .find(conditionsOf(request))
    .sort({ _id: 1 })
    .limit(request.limit)
    .project<{ readonly _id: string }>({ _id: 1 })
    .toArray();
  return found.map(({ _id }) => _id);
}

/** How many past cases fit the request. */
export function countPastCases({ cases }: CaseCollections, request: PastCaseRequest): Promise<number> {
  return cases.countDocuments(conditionsOf(request));
}

function conditionsOf({
  from,
  to,
  policy,
  after,
}: PastCaseRequest & { readonly after?: string }): mongo.Filter<CaseDocument> {
  const first = after === undefined ? { $gte: firstOf(from) } : { $gt: after };
  return { _id: { ...first, $lt: afterLastOf(to) }, ...(policy !== undefined && { 'policy.id': policy }) };
}

/** Numbers begin with the day of their entry: C20260302-000001. */
function firstOf(day: string | undefined): string {
  return day === undefined ? 'C' : `C${day.replaceAll('-', '')}`;
}

function afterLastOf(day: string | undefined): string {
  return day === undefined ? 'D' : `C${day.replaceAll('-', '')}~`;
}
