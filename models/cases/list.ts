import type { mongo } from 'mongoose';
import type { ContentType, Level, Urgency } from '../../domain/case/classification';
import type { Kind } from '../../domain/case/intake';
import { BREACH } from '../../domain/clocks/clock';
import type { Stage } from '../../domain/case/stage';
import type { Actor } from '../../domain/people/actor';
import type { CaseCollections } from './collections';
import type { Found } from '../search';
import { readCursor, writeCursor, type Sort } from './cursor';
import type { CaseDocument, CaseSummary } from './documents';
import { positionOf, readInOrder, type ListPart } from './list-order';
import { searchInOrder, type Hit } from './search';
import { allOpened } from './stored-case';
import { visibleTo } from './visibility';
import { conditionOf, type View } from './waiting';

/** All that are given must hold. */
export interface CaseFilter {
  readonly kind?: Kind;
  readonly policy?: string;
  readonly stages?: readonly Stage[];
  readonly department?: string;
  readonly handler?: string;
  readonly owner?: string;
  readonly supervisor?: string;
  readonly contentType?: ContentType;
  readonly urgency?: Urgency;
  readonly level?: Level;
  readonly tag?: string;
  readonly widespread?: string;
  readonly view?: View;
  /** Of the clock that is due first: */
  readonly clause?: string;
  /** User id of who holds it, or NOBODY. */
  readonly holder?: string;
  readonly holderDepartment?: string;
  /** The highest of its rungs that have fired, in percent. */
  readonly rung?: number;
  /** It is soon due at that time, or past. */
  readonly soonAt?: Date;
  readonly dueFrom?: Date;
  readonly dueBefore?: Date;
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
  /** User id of somebody with a part in it. */
  readonly person?: string;
  /** A clause that was broken in it. */
  readonly broken?: string;
  /**
   * The beginning of a number; the customer's name, company, phone, e-mail or account, whole; or words that stand in the
   * texts of the case or in the customer's name, wherever in them.
   */
  readonly q?: string;
}

/** In the place of a holder: the clock's, while the directory has nobody of its role. */
export const NOBODY = '-';

export interface ListRequest {
  /** Only what this actor sees. */
  readonly actor: Actor;
  readonly filter: CaseFilter;
  readonly sort: Sort;
  readonly limit: number;
  /** The `next` of the page before. */
  readonly cursor?: string;
}

/** A line of a list; of a search also where in the texts it was found. */
export interface FoundSummary extends CaseSummary {
  readonly found?: Found;
}

export interface CasePage {
  readonly items: readonly FoundSummary[];
  /** The cursor of the next page; absent on the last one. */
  readonly next?: string;
}

/**
 * One page of cases.
 *
 * @throws {BadCursorError} if the cursor is not of a list in this order
 */
export async function listCases(collections: CaseCollections, request: ListRequest): Promise<CasePage> {
  const { actor, filter, sort, limit, cursor } = request;
  const conditions: mongo.Filter<CaseDocument>[] = [visibleTo(actor), conditionsOf(filter)];
  if (filter.view) conditions.push(conditionOf(filter.view, actor));
  const from = cursor === undefined ? undefined : readCursor(sort, cursor);
  const hits = await hitsOf(collections, { conditions, sort, from, limit: limit + 1 }, request);
  const page = hits.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await linesOf(collections, page),
    ...(last && hits.length > limit && { next: writeCursor(sort, positionOf(sort, last.listed)) }),
  };
}

async function hitsOf(
  collections: CaseCollections,
  part: ListPart,
  { filter: { q } }: ListRequest,
): Promise<readonly Hit[]> {
  if (q !== undefined) return searchInOrder(collections, part, q);
  return (await readInOrder(collections, part)).map((listed) => ({ listed }));
}

/** Only what is shown is opened. */
async function linesOf(collections: CaseCollections, hits: readonly Hit[]): Promise<FoundSummary[]> {
  const shown = await allOpened(
    collections,
    hits.map(({ listed }) => listed),
  );
  return shown.map(({ turn: _turn, dueOrder: _dueOrder, ...summary }, index) => {
    const found = hits[index]?.found;
    return { ...summary, ...(found && { found }) };
  });
}

function conditionsOf(filter: CaseFilter): mongo.Filter<CaseDocument> {
  const { kind, policy, stages, department, handler, owner, supervisor } = filter;
  const { contentType, urgency, level, tag, widespread, createdFrom, createdBefore, person, broken } = filter;
  return {
    ...(kind && { kind }),
    ...(policy !== undefined && { 'policy.id': policy }),
    ...(stages && { stage: { $in: [...stages] } }),
    ...(department !== undefined && { department }),
    ...(handler !== undefined && { handler }),
    ...(owner !== undefined && { owner }),
    ...(supervisor !== undefined && { supervisors: supervisor }),
    ...(contentType && { contentType }),
    ...(urgency && { urgency }),
    ...(level && { level }),
    ...(tag !== undefined && { tag }),
    ...(widespread !== undefined && { widespread }),
    ...(person !== undefined && { people: person }),
    ...(broken !== undefined && brokenIn(broken)),
    ...conditionsOnClock(filter),
    ...dueIn(filter),
    ...((createdFrom ?? createdBefore) && {
      createdAt: { ...(createdFrom && { $gte: createdFrom }), ...(createdBefore && { $lt: createdBefore }) },
    }),
  };
}

/** That any clock was broken is said once more by itself, as the index of those cases has no others. */
export function brokenIn(clause: string): mongo.Filter<CaseDocument> {
  return { 'state.clocks.fired': BREACH, 'state.clocks': { $elemMatch: { clause, fired: BREACH } } };
}

function conditionsOnClock({
  clause,
  holder,
  holderDepartment,
  rung,
  soonAt,
}: CaseFilter): mongo.Filter<CaseDocument> {
  return {
    ...(clause !== undefined && { 'nextClock.clause': clause }),
    ...(holder !== undefined && heldBy(holder)),
    ...(holderDepartment !== undefined && { 'nextClock.holder.department': holderDepartment }),
    ...(rung !== undefined && { 'nextClock.rung': rung }),
    ...(soonAt && { 'nextClock.soonAt': { $lte: soonAt } }),
  };
}

/** Whom a case waits for is indexed in the order of lists. */
function heldBy(holder: string): mongo.Filter<CaseDocument> {
  return holder === NOBODY
    ? { 'nextClock.holder': { $exists: true }, 'nextClock.holder.person': { $exists: false } }
    : { waitsFor: holder, 'nextClock.holder.person': holder };
}

/** With every turn named, the index of lists is entered at the time in each of them. */
function dueIn({ dueFrom, dueBefore }: CaseFilter): mongo.Filter<CaseDocument> {
  if (!dueFrom && !dueBefore) return {};
  return {
    turn: { $in: [0, 1] },
    dueOrder: { ...(dueFrom && { $gte: dueFrom }), ...(dueBefore && { $lt: dueBefore }) },
  };
}
