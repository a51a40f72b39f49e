import type { Collection, mongo } from 'mongoose';
import { BREACH } from '../../domain/clocks/clock';
import { CUSTOMER_SERVICE } from '../../domain/people/actor';
import type {
  Counts,
  DepartmentFigures,
  Figures,
  PersonFigures,
  ProblemType,
} from '../../domain/duties/figures';
import type { CaseDocument } from '../cases';
import type { FigureRequest } from './request';

type Key<T extends string> = Readonly<Record<T, string>>;

interface Facets {
  readonly complaints: readonly { readonly count: number }[];
  readonly problemTypes: readonly ProblemType[];
  readonly aboutDepartments: readonly (Key<'department'> & { readonly count: number })[];
  readonly channels: readonly (Key<'channel'> & { readonly count: number })[];
  readonly departments: readonly (Key<'department'> & Counts)[];
  readonly owners: readonly (Key<'user'> & Counts)[];
  readonly handlers: readonly (Key<'user'> & Counts)[];
  readonly held: readonly (Key<'department'> & { readonly heldMs: number })[];
  readonly brokenByDepartment: readonly (Key<'department' | 'clause'> & { readonly count: number })[];
  readonly brokenByPerson: readonly (Key<'user'> & { readonly count: number })[];
}

export type ComplaintFigures = Omit<Figures, 'settledFirst' | 'satisfaction'>;

/** The figures of the complaints that were entered in the time, in one pass over them. */
export async function complaintFigures(
  cases: Collection<CaseDocument>,
  request: FigureRequest,
): Promise<ComplaintFigures> {
  const [facets] = await cases.aggregate<Facets>(pipeline(request), { allowDiskUse: true }).toArray();
  if (!facets) throw new Error('MongoDB answered an aggregation of facets with nothing.');
  return {
    complaints: facets.complaints[0]?.count ?? 0,
    problemTypes: facets.problemTypes,
    troublePoints: { departments: facets.aboutDepartments, channels: facets.channels },
    departments: departmentsOf(facets),
    persons: personsOf(facets),
  };
}

function pipeline({ from, to, policy, department, now }: FigureRequest): mongo.BSON.Document[] {
  return [
    {
      $match: {
        kind: 'complaint',
        createdAt: { $gte: from, $lt: to },
        ...(policy !== undefined && { 'policy.id': policy }),
        ...(department !== undefined && { departments: department }),
      },
    },
    {
      $project: {
        channel: 1,
        contentType: 1,
        subtype: '$state.subtype',
        about: '$state.intake.aboutDepartment',
        department: { $ifNull: ['$department', CUSTOMER_SERVICE] },
        owner: 1,
        handler: 1,
        open: { $cond: [{ $lte: ['$closedAt', null] }, 1, 0] },
        overdue: { $cond: [{ $and: [{ $gt: ['$dueAt', null] }, { $lt: ['$dueAt', now] }] }, 1, 0] },
        held: { $objectToArray: '$state.held' },
        broken: {
          $map: {
            input: { $filter: { input: '$state.clocks', cond: BROKEN } },
            in: { clause: '$$this.clause', holder: '$$this.holder' },
          },
        },
      },
    },
    {
      $facet: {
        complaints: [{ $count: 'count' }],
        problemTypes: grouped({ contentType: '$contentType', subtype: '$subtype' }),
        aboutDepartments: [{ $match: { about: { $exists: true } } }, ...grouped({ department: '$about' })],
        channels: grouped({ channel: '$channel' }),
        departments: counted({ department: '$department' }),
        owners: [{ $match: { owner: { $exists: true } } }, ...counted({ user: '$owner' })],
        handlers: [{ $match: { handler: { $exists: true } } }, ...counted({ user: '$handler' })],
        held: [
          { $unwind: '$held' },
          { $group: { _id: '$held.k', heldMs: { $sum: '$held.v' } } },
          { $project: { _id: 0, department: '$_id', heldMs: 1 } },
        ],
        brokenByDepartment: [
          { $unwind: '$broken' },
          ...grouped({ department: '$broken.holder.department', clause: '$broken.clause' }),
        ],
        brokenByPerson: [
          { $unwind: '$broken' },
          { $match: { 'broken.holder.person': { $exists: true } } },
          ...grouped({ user: '$broken.holder.person' }),
        ],
      },
    },
  ];
}

/** As `stateOf` in the rules says it: the breach has fired, or it ended after it was due. */
const BROKEN = {
  $or: [
    { $in: [BREACH, '$$this.fired'] },
    {
      $and: [
        { $gt: ['$$this.endedAt', null] },
        { $gt: ['$$this.times.dueAt', null] },
        { $gt: [instant('$$this.endedAt'), instant('$$this.times.dueAt')] },
      ],
    },
  ],
};

function instant(field: string) {
  return { $dateFromString: { dateString: field } };
}

/** How many there are of each key, the most first. */
function grouped(key: Readonly<Record<string, string>>): mongo.BSON.Document[] {
  return [
    { $group: { _id: key, count: { $sum: 1 } } },
    { $sort: { count: -1, _id: 1 } },
    { $replaceWith: { $mergeObjects: ['$_id', { count: '$count' }] } },
  ];
}

function counted(key: Readonly<Record<string, string>>): mongo.BSON.Document[] {
  return [
    {
      $group: { _id: key, count: { $sum: 1 }, open: { $sum: '$open' }, overdue: { $sum: '$overdue' } },
    },
    { $sort: { count: -1, _id: 1 } },
    {
      $replaceWith: {
        $mergeObjects: ['$_id', { count: '$count', open: '$open', overdue: '$overdue' }],
      },
    },
  ];
}

const NONE: Counts = { count: 0, open: 0, overdue: 0 };

/** Every department that is responsible for one of them, held one, or broke a clock of one. */
function departmentsOf({ departments, held, brokenByDepartment }: Facets): DepartmentFigures[] {
  const names = eachOnce(
    [...departments, ...held, ...brokenByDepartment].map(({ department }) => department),
  );
  return names.map((department) => ({
    department,
    ...countsOf(departments.find((one) => one.department === department)),
    heldMs: held.find((one) => one.department === department)?.heldMs ?? 0,
    broken: brokenByDepartment
      .filter((one) => one.department === department)
      .map(({ clause, count }) => ({ clause, count })),
  }));
}

function personsOf({ owners, handlers, brokenByPerson }: Facets): PersonFigures[] {
  const names = eachOnce([...owners, ...handlers, ...brokenByPerson].map(({ user }) => user));
  return names.map((user) => ({
    user,
    owned: countsOf(owners.find((one) => one.user === user)),
    handled: countsOf(handlers.find((one) => one.user === user)),
    broken: brokenByPerson.find((one) => one.user === user)?.count ?? 0,
  }));
}

function countsOf({ count, open, overdue }: Counts = NONE): Counts {
  return { count, open, overdue };
}

/** Each once, in the order in which they come first. */
function eachOnce(names: readonly string[]): string[] {
  return [...new Set(names)];
}
