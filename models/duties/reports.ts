import type { Collection, Connection } from 'mongoose';
import type { Actor } from '../../domain/people/actor';
import type { DutyKind } from '../../domain/policy/duty';
import { dutyReportSchema, type DutyAnswer, type DutyReportDocument } from './documents';
import { isDuplicateKey } from '../duplicate-key';
import { seal, unseal, type Plan, type Sealing } from '../sealing';
import { SAFE } from '../write-concern';
import { olderThan, pageOf, writeCursor, type Page, type PageRequest } from './paging';
import { createStandings, type ReportStanding, type ReportState } from './standing';

/** All that are given must hold. */
export interface ReportRequest extends PageRequest {
  readonly pack?: string;
  readonly duty?: string;
  readonly what?: DutyKind;
  readonly state?: ReportState;
  /** Whose period begins at this time or later. */
  readonly from?: Date;
  /** Whose period begins before this time. */
  readonly to?: Date;
}

/** The reports of the duties, and how far what they ask for is done. */
export interface DutyReportStore {
  /** Keeps the report, unless there is one of this duty and period; returns the one that there is. */
  keep(report: DutyReportDocument): Promise<DutyReportDocument>;
  find(id: string): Promise<DutyReportDocument | undefined>;
  /** The report of the same duty whose period was the last before this time. */
  before(pack: string, duty: string, from: Date): Promise<DutyReportDocument | undefined>;
  standing(report: DutyReportDocument, now: Date): Promise<ReportStanding>;
  /** By period, the newest first. @throws {BadCursorError} if the cursor is none of this list */
  list(request: ReportRequest, now: Date): Promise<Page<ReportStanding>>;
  /** Writes down what is changed after a review; the first answer stays. True if it is this one. */
  answer(id: string, text: string, by: Actor, at: Date): Promise<boolean>;
}

/** Reports that are looked at together where only some are wanted. */
const AT_ONCE = 100;

/**
 * Opens the store on a connection, on which the stores of what is done are open too.
 *
 * @param sealing seals the answers, with the key of the system
 */
export function createDutyReportStore(connection: Connection, sealing: Sealing): DutyReportStore {
  connection.model('DutyReport', dutyReportSchema);
  const reports: Collection<DutyReportDocument> = connection.collection<DutyReportDocument>('dutyReports');
  const standings = createStandings(connection);

  async function keep(report: DutyReportDocument): Promise<DutyReportDocument> {
    try {
      await reports.insertOne(report, { writeConcern: SAFE, ignoreUndefined: true });
      return report;
    } catch (error) {
      const earlier = isDuplicateKey(error) && (await reports.findOne({ _id: report._id }));
      if (earlier) return opened(earlier);
      throw error;
    }
  }

  async function list(request: ReportRequest, now: Date): Promise<Page<ReportStanding>> {
    const { limit, state } = request;
    if (state === undefined) return withStandings(await pageFrom(request, now), now);
    // Whether a report is done is known only from what was done, so reports are looked at until the page is full.
    const wanted: ReportStanding[] = [];
    let cursor = request.cursor;
    do {
      const page = await withStandings(
        await pageFrom({ ...request, limit: AT_ONCE, ...(cursor !== undefined && { cursor }) }, now),
        now,
      );
      wanted.push(...page.items.filter((one) => one.state === state));
      cursor = page.next;
    } while (wanted.length < limit && cursor !== undefined);
    if (wanted.length < limit) return { items: wanted };
    const items = wanted.slice(0, limit);
    const last = items.at(-1)?.report;
    if (!last || (wanted.length === limit && cursor === undefined)) return { items };
    return { items, next: writeCursor({ time: last.period.from, id: last._id }) };
  }

  async function pageFrom(request: ReportRequest, now: Date): Promise<Page<DutyReportDocument>> {
    const { limit, cursor, pack, duty, what, state, from, to } = request;
    const found = await reports
      .find({
        $and: [
          olderThan('period.from', cursor),
          {
            ...(pack !== undefined && { pack }),
            ...(duty !== undefined && { duty }),
            ...(what && { what }),
            ...((from ?? to) && {
              'period.from': { ...(from && { $gte: from }), ...(to && { $lt: to }) },
            }),
            ...(state === 'open' && { dueAt: { $gt: now } }),
            ...(state === 'overdue' && { dueAt: { $lte: now } }),
          },
        ],
      })
      .sort({ 'period.from': -1, _id: -1 })
      .limit(limit + 1)
      .toArray();
    return pageOf(await Promise.all(found.map(opened)), limit, ({ period }) => period.from);
  }

  async function withStandings(
    { items, next }: Page<DutyReportDocument>,
    now: Date,
  ): Promise<Page<ReportStanding>> {
    const standing = await Promise.all(items.map((report) => standings.of(report, now)));
    return { items: standing, ...(next !== undefined && { next }) };
  }

  async function opened({ answer, ...report }: DutyReportDocument): Promise<DutyReportDocument> {
    return answer ? { ...report, answer: await unseal(sealing, answerTo(report._id), answer) } : report;
  }

  async function found(report: DutyReportDocument | null): Promise<DutyReportDocument | undefined> {
    return report ? opened(report) : undefined;
  }

  return {
    keep,
    list,
    find: async (id) => found(await reports.findOne({ _id: id })),
    before: async (pack, duty, from) =>
      found(
        await reports.findOne(
          { pack, duty, 'period.from': { $lt: from } },
          { sort: { 'period.from': -1, _id: -1 } },
        ),
      ),
    standing: (report, now) => standings.of(report, now),
    answer: async (_id, text, by, at) => {
      const { modifiedCount } = await reports.updateOne(
        { _id, answer: { $exists: false } },
        { $set: { answer: await seal(sealing, answerTo(_id), { text, by, at }, ANSWER) } },
        { writeConcern: SAFE },
      );
      return modifiedCount === 1;
    },
  };
}

const ANSWER = { text: 'sealed', by: 'plain', at: 'plain' } as const satisfies Plan<DutyAnswer>;

function answerTo(report: string) {
  return { owner: 'calendar of duties', as: `answer to ${report}` };
}
