import type { CaseEvent } from '../../domain/case/events';
import { EVENTS_WITH_TEXT, findWords, textQuery, textsOfAll, type Found, type TextQuery } from '../search';
import type { CaseCollections } from './collections';
import { identitySearch } from './identity-search';
import { positionOf, readInOrder, type ListedCase, type ListPart } from './list-order';
import { eventsIn } from './stored-event';

/** A case that was found, and where; without a place if by its number or its customer alone. */
export interface Hit {
  readonly listed: ListedCase;
  readonly found?: Found;
}

/** Of more cases that may have a text, the list itself is gone through: it soon comes to those that have it. */
const MOST_CANDIDATES = 2_000;
/** Cases that are looked at together. */
const BATCH = 300;

/**
 * Cases in the order of the list that have a number or a customer like it, or the text somewhere in their events. Grams
 * only say which cases may have it; each is looked at before it counts.
 */
export async function searchInOrder(
  collections: CaseCollections,
  part: ListPart,
  q: string,
): Promise<readonly Hit[]> {
  const identity = identitySearch(q);
  const { searchTerms } = collections;
  const customers = await searchTerms.ofCustomer(identity.terms, MOST_CANDIDATES);
  const byIdentity = [{ _id: identity.number }, { _id: { $in: [...customers] } }];
  const text = textQuery(q);
  if (!text) {
    const conditions = [...part.conditions, { $or: byIdentity }];
    return (await readInOrder(collections, { ...part, conditions })).map((listed) => ({ listed }));
  }
  const few = await searchTerms.candidates(text, MOST_CANDIDATES);
  const narrowed = few ? [{ $or: [...byIdentity, { _id: { $in: [...few] } }] }] : [];
  const isIt = ({ _id }: ListedCase) => identity.number.test(_id) || customers.has(_id);
  const search = { collections, isIt, text, few };
  const batch = { ...part, conditions: [...part.conditions, ...narrowed], limit: BATCH };
  const hits: Hit[] = [];
  let from = part.from;
  for (;;) {
    const listed = await readInOrder(collections, { ...batch, from });
    hits.push(...(await hitsAmong(search, listed, part.limit - hits.length)));
    const last = listed.at(-1);
    if (hits.length >= part.limit || listed.length < BATCH || !last) return hits;
    from = positionOf(part.sort, last);
  }
}

interface Search {
  readonly collections: CaseCollections;
  /** It was asked for by its number, or by who its customer is. */
  readonly isIt: (listed: ListedCase) => boolean;
  readonly text: TextQuery;
  /** The cases that may have the text, unless they are many. */
  readonly few: ReadonlySet<string> | undefined;
}

/** The first of these cases that have it, at most as many as are wanted. */
async function hitsAmong(search: Search, listed: readonly ListedCase[], wanted: number): Promise<Hit[]> {
  const { collections, isIt, text, few } = search;
  const numbers = listed.map(({ _id }) => _id);
  const candidates = few ?? (await collections.searchTerms.candidatesAmong(text, numbers));
  const possible = listed.filter((one) => candidates.has(one._id) || isIt(one));
  const hits: Hit[] = [];
  for (let next = 0; next < possible.length && hits.length < wanted;) {
    const some = possible.slice(next, next + wanted - hits.length);
    hits.push(...(await lookedAt(search, some, candidates)));
    next += some.length;
  }
  return hits;
}

/** Those of the cases that truly have it. */
async function lookedAt(
  { collections, isIt, text }: Search,
  some: readonly ListedCase[],
  candidates: ReadonlySet<string>,
): Promise<Hit[]> {
  const numbers = some.map(({ _id }) => _id).filter((number) => candidates.has(number));
  const events = await eventsWithText(collections, numbers);
  return some.flatMap((listed) => {
    const found = findWords(textsOfAll(events.get(listed._id) ?? []), text.words);
    if (found) return [{ listed, found }];
    return isIt(listed) ? [{ listed }] : [];
  });
}

/** By number of the case. */
async function eventsWithText(
  collections: CaseCollections,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  if (numbers.length === 0) return new Map();
  const stored = await collections.events
    .find({ number: { $in: [...numbers] }, type: { $in: [...EVENTS_WITH_TEXT] } })
    .sort({ number: 1, seq: 1 })
    .toArray();
  const ofEach = numbers.map(async (number): Promise<[string, CaseEvent[]]> => {
    const its = stored.filter((one) => one.number === number);
    return [number, await eventsIn(collections, its)];
  });
  return new Map(await Promise.all(ofEach));
}
