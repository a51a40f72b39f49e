import type { Collection, Connection, mongo } from 'mongoose';
import type { ListedCase } from '../../domain/duties/report';
import { CUSTOMER_SERVICE } from '../../domain/people/actor';
import type { CaseDocument } from '../cases';

/** A stretch of time; `to` is the first moment after it. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** What the duties ask of the complaints' read models. */
export interface CasesOfPeriod {
  /** The numbers of a pack's complaints that were closed in the time, and are. */
  closedIn(pack: string, time: Stretch): Promise<string[]>;
  /** How many of a pack's complaints were entered before a time and are not closed. */
  countOpen(pack: string, before: Date): Promise<number>;
  /** A pack's complaints that were entered in the time, in no order; at most so many. */
  enteredIn(pack: string, time: Stretch, limit: number): Promise<ListedCase[]>;
  countEntered(pack: string, time: Stretch): Promise<number>;
}

interface Line extends Pick<
  CaseDocument,
  '_id' | 'department' | 'contentType' | 'urgency' | 'level' | 'stage'
> {
  readonly state: Pick<CaseDocument['state'], 'subtype'>;
}

const LINE = { department: 1, contentType: 1, urgency: 1, level: 1, stage: 1, 'state.subtype': 1 } as const;

/** Reads the collection of the case store. */
export function createCasesOfPeriod(connection: Connection): CasesOfPeriod {
  const cases: Collection<CaseDocument> = connection.collection<CaseDocument>('cases');
  const entered = (pack: string, { from, to }: Stretch): mongo.Filter<CaseDocument> => ({
    ...complaintsOf(pack),
    createdAt: { $gte: from, $lt: to },
  });
  return {
    closedIn: async (pack, { from, to }) => {
      const filter = { ...complaintsOf(pack), closedAt: { $gte: from, $lt: to } };
      const found = await cases.find(filter, { projection: { _id: 1 } }).toArray();
      return found.map(({ _id }) => _id);
    },
    countOpen: (pack, before) =>
      cases.countDocuments({
        ...complaintsOf(pack),
        closedAt: { $exists: false },
        createdAt: { $lt: before },
      }),
    enteredIn: async (pack, time, limit) => {
      const found = await cases
        .find(entered(pack, time))
        .project<Line>(LINE)
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(listed);
    },
    countEntered: (pack, time) => cases.countDocuments(entered(pack, time)),
  };
}

function complaintsOf(pack: string) {
  return { 'policy.id': pack, kind: 'complaint' } as const;
}

function listed({
  _id,
  department,
  contentType,
  urgency,
  level,
  stage,
  state: { subtype },
}: Line): ListedCase {
  return {
    number: _id,
    department: department ?? CUSTOMER_SERVICE,
    stage,
    ...(contentType && { contentType }),
    ...(subtype && { subtype }),
    ...(urgency && { urgency }),
    ...(level && { level }),
  };
}
