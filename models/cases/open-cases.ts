import type { mongo } from 'mongoose';
import type { Case } from '../../domain/case/case';
import { OPEN_STAGES } from '../../domain/case/stage';
import type { Clock } from '../../domain/clocks/clock';
import type { Likeable } from '../../domain/widespread/groups';
import type { CaseCollections } from './collections';
import { NOT_ARCHIVED, type CaseDocument } from './documents';
import { allOpened } from './stored-case';

/** Which cases that are not archived are read, in the order of their numbers. */
export interface OpenCaseRequest {
  /** Only those after this number. */
  readonly after?: string;
  readonly limit: number;
  /** Only those of this pack. */
  readonly policy?: string;
  /** Only those of these numbers. */
  readonly numbers?: readonly string[];
}

/** A case that is not archived, with the clocks that have not ended. */
export interface OpenCase {
  readonly number: string;
  readonly policy: Case['policy'];
  readonly clocks: readonly Clock[];
}

/** The cases with what of them a calendar moves. */
export async function openCases(
  { cases }: CaseCollections,
  request: OpenCaseRequest,
): Promise<readonly OpenCase[]> {
  const running = {
    $filter: { input: '$state.clocks', cond: { $eq: [{ $type: '$$this.endedAt' }, 'missing'] } },
  };
  const found = await cases
    .find(conditionsOf(request))
    .hint(NOT_ARCHIVED.name)
    .sort({ _id: 1 })
    .limit(request.limit)
    .project<OpenCase>({ _id: 0, number: '$_id', policy: 1, clocks: running })
    .toArray();
  return found;
}

/** Open complaints of a pack that were entered since a time, the newest first, with what makes them alike. */
export async function recentComplaints(
  collections: CaseCollections,
  { policy, since, limit }: { readonly policy: string; readonly since: Date; readonly limit: number },
): Promise<readonly Likeable[]> {
  const found = await collections.cases
    .find({
      createdAt: { $gte: since },
      'policy.id': policy,
      kind: 'complaint',
      stage: { $in: [...OPEN_STAGES] },
    })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .project<LikeableCase>({
      contentType: 1,
      widespread: 1,
      'state.subtype': 1,
      'state.intake.matter': 1,
      sealed: 1,
    })
    .toArray();
  return (await allOpened(collections, found)).map(({ _id, contentType, widespread, state }) => ({
    number: _id,
    matter: state.intake.matter,
    ...(contentType && { contentType }),
    ...(state.subtype && { subtype: state.subtype }),
    ...(widespread !== undefined && { group: widespread }),
  }));
}

type LikeableCase = Pick<CaseDocument, '_id' | 'contentType' | 'widespread'> & {
  readonly state: Pick<Case, 'subtype'> & { readonly intake: Pick<Case['intake'], 'matter'> };
};

/** The open cases of these groups of similar complaints, or of all. */
export async function widespreadCases(
  { cases }: CaseCollections,
  group?: string,
): Promise<readonly { readonly number: string; readonly group: string }[]> {
  return cases
    .find({ widespread: group ?? { $exists: true }, stage: { $in: [...OPEN_STAGES] } })
    .sort({ _id: 1 })
    .project<{ number: string; group: string }>({ _id: 0, number: '$_id', group: '$widespread' })
    .toArray();
}

/** The numbers of all cases of a group of similar complaints, in whatever stage. */
export async function casesOfGroup({ cases }: CaseCollections, group: string): Promise<readonly string[]> {
  const found = await cases.find({ widespread: group }, { projection: { _id: 1 } }).toArray();
  return found.map(({ _id }) => _id);
}

/** How many cases run under a version of a pack. */
export interface VersionCount {
  readonly version: number;
  readonly cases: number;
}

/** Of the cases of a pack that are not archived, how many run under each of its versions. */
export function openByVersion({ cases }: CaseCollections, policy: string): Promise<VersionCount[]> {
  return cases
    .aggregate<VersionCount>(
      [
        { $match: { 'policy.id': policy, stage: { $in: [...NOT_ARCHIVED.stages] } } },
        { $group: { _id: '$policy.version', cases: { $sum: 1 } } },
        { $sort: { _id: -1 } },
        { $project: { _id: 0, version: '$_id', cases: 1 } },
      ],
      { hint: NOT_ARCHIVED.name },
    )
    .toArray();
}

/** The cases as they stand. */
export async function openStates(
  collections: CaseCollections,
  request: OpenCaseRequest,
): Promise<readonly Case[]> {
  const found = await collections.cases
    .find(conditionsOf(request))
    .hint(NOT_ARCHIVED.name)
    .sort({ _id: 1 })
    .limit(request.limit)
    .toArray();
  return (await allOpened(collections, found)).map(({ state }) => state);
}

function conditionsOf({ after, policy, numbers }: OpenCaseRequest): mongo.Filter<CaseDocument> {
  return {
    stage: { $in: [...NOT_ARCHIVED.stages] },
    ...(numbers ? { _id: { $in: [...numbers] } } : { _id: { $gt: after ?? '' } }),
    ...(policy !== undefined && { 'policy.id': policy }),
  };
}
