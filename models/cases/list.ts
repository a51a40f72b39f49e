import type { mongo } from 'mongoose';
import type { ContentType, Level, Urgency } from '../../domain/case/classification';
import type { Kind } from '../../domain/case/intake';
import type { Stage } from '../../domain/case/stage';
import { hasRole, isAgent, type Actor } from '../../domain/people/actor';
import type { CaseCollections } from './collections';
import { readCursor, writeCursor, type Position, type Sort } from './cursor';
import type { CaseDocument, CaseSummary } from './documents';
import { phoneDigits, searchTerm } from './search-terms';
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
  /** The beginning of a number, or of the customer's name, company, phone, e-mail or account. */
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

export interface CasePage {
  readonly items: readonly CaseSummary[];
  /** The cursor of the next page; absent on the last one. */
  readonly next?: string;
}

const INSIDE = { state: 0, filedBy: 0, departments: 0, people: 0, waitsFor: 0, terms: 0 } as const;

/**
 * One page of cases.
 *
 * @throws {BadCursorError} if the cursor is not of a list in this order
 */
export async function listCases({ cases }: CaseCollections, request: ListRequest): Promise<CasePage> {
  const { actor, filter, sort, limit, cursor } = request;
  const conditions: mongo.Filter<CaseDocument>[] = [
    visibleTo(actor),
    conditionsOf(filter, searchesContacts(actor)),
  ];
  if (filter.view) conditions.push(conditionOf(filter.view, actor));
  if (cursor !== undefined) conditions.push(after(sort, readCursor(sort, cursor)));
  const found = await cases
    .find({ $and: conditions }, { projection: INSIDE })
    .sort(sort === 'dueAt' ? { turn: 1, dueOrder: 1, _id: 1 } : { createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .toArray();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ turn: _turn, dueOrder: _dueOrder, ...summary }) => summary),
    ...(last && found.length > limit && { next: writeCursor(sort, positionOf(sort, last)) }),
  };
}

function positionOf(sort: Sort, { _id, turn, dueOrder, createdAt }: CaseDocument): Position {
  return { number: _id, turn, time: (sort === 'dueAt' ? dueOrder : createdAt).getTime() };
}

/** The bound on the time alone lets the index be entered in the middle. */
function after(sort: Sort, { turn, time, number }: Position): mongo.Filter<CaseDocument> {
  const at = new Date(time);
  return sort === 'dueAt'
    ? {
        turn: { $gte: turn },
        $or: [{ turn: { $gt: turn } }, { dueOrder: { $gt: at } }, { dueOrder: at, _id: { $gt: number } }],
      }
    : { createdAt: { $lte: at }, $or: [{ createdAt: { $lt: at } }, { _id: { $lt: number } }] };
}

function conditionsOf(filter: CaseFilter, contacts: boolean): mongo.Filter<CaseDocument> {
  const { kind, policy, stages, department, handler, owner, supervisor } = filter;
  const { contentType, urgency, level, tag, widespread, createdFrom, createdBefore, q } = filter;
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
    ...conditionsOnClock(filter),
    ...dueIn(filter),
    ...((createdFrom ?? createdBefore) && {
      createdAt: { ...(createdFrom && { $gte: createdFrom }), ...(createdBefore && { $lt: createdBefore }) },
    }),
    ...(q !== undefined && found(q, contacts)),
  };
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

/** Who is shown how every customer is reached may search by parts of that as well. */
function searchesContacts(actor: Actor): boolean {
  return isAgent(actor) || hasRole(actor, 'integration');
}

/**
 * Beginnings, so that the indexes on numbers and terms answer. A phone number, an e-mail address or an account is found
 * by its beginning only where it is shown: otherwise it could be found out digit by digit.
 */
function found(q: string, contacts: boolean): mongo.Filter<CaseDocument> {
  const term = searchTerm(q);
  const digits = phoneDigits(q);
  const terms = digits !== undefined && digits !== term ? [term, digits] : [term];
  return {
    $or: [
      { _id: beginningWith(term.toUpperCase()) },
      ...(contacts ? terms.map((one) => ({ terms: beginningWith(one) })) : [{ terms: { $in: terms } }]),
      ...(contacts || IN_CONTACTS.test(term) ? [] : [{ terms: beginningWith(term, NO_CONTACT) }]),
    ],
  };
}

/** What a phone number, an e-mail address and nearly every account have, and hardly a name. */
const IN_CONTACTS = /[@\d]/;
/** The rest of a term that has nothing of that. */
const NO_CONTACT = '[^@\\d]*$';

function beginningWith(text: string, rest = ''): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${rest}`);
}
