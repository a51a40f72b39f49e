import type { Connection, mongo } from 'mongoose';
import type { CaseEvent } from '../../domain/case/events';
import { textsOfAll } from './event-texts';
import { gramsOf, type TextQuery } from './grams';
import { searchTermsSchema, type SearchTermsDocument } from './schema';

export { EVENTS_WITH_TEXT, textsOfAll } from './event-texts';
export { textQuery, type TextQuery } from './grams';
export { findWords, type Found } from './snippet';

/** A keyed digest of 64 bits: who has not the key can neither make it nor tell what it is of. */
export type Digest = (gram: string) => bigint;

/** What the texts of cases are found by, in a collection apart from them. */
export interface SearchTerms {
  /** Adds what the texts of further events are found by. */
  add(number: string, events: readonly CaseEvent[], session: mongo.ClientSession): Promise<void>;
  /** Makes the terms of a case anew from all its events; true if they were missing or others. */
  replace(number: string, events: readonly CaseEvent[], session: mongo.ClientSession): Promise<boolean>;
  /** Nothing finds the texts of the case any more. */
  remove(number: string): Promise<void>;
  /**
   * The numbers of the cases that may have it, in no order; undefined if they are more than `most`. Their texts must be
   * looked at: all grams may be there, and the words are not.
   */
  candidates(query: TextQuery, most: number): Promise<ReadonlySet<string> | undefined>;
  /** Of these cases, those that may have it. */
  candidatesAmong(query: TextQuery, numbers: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Opens the collection; its index is made with all others. */
export function openSearchTerms(connection: Connection, digest: Digest): SearchTerms {
  connection.model('SearchTerms', searchTermsSchema);
  const terms = connection.collection<SearchTermsDocument>('searchTerms');
  const having = ({ grams }: TextQuery) => ({ grams: { $all: grams.map(digest) } });
  const NUMBER_ONLY = { projection: { _id: 1 } } as const;
  const numbers = (found: readonly Pick<SearchTermsDocument, '_id'>[]) =>
    new Set(found.map(({ _id }) => _id));
  return {
    add: async (number, events, session) => {
      const grams = digestsOf(events, digest);
      if (grams.length === 0) return;
      const added = { $addToSet: { grams: { $each: grams } } };
      await terms.updateOne({ _id: number }, added, { session, upsert: true });
    },
    replace: async (number, events, session) => {
      const made = digestsOf(events, digest);
      const there = await terms.findOne({ _id: number }, { session, useBigInt64: true });
      if (there && sameMembers(there.grams, made)) return false;
      await terms.replaceOne({ _id: number }, { grams: made }, { session, upsert: true });
      return true;
    },
    remove: async (number) => {
      await terms.deleteOne({ _id: number });
    },
    candidates: async (query, most) => {
      const found = await terms
        .find(having(query), NUMBER_ONLY)
        .limit(most + 1)
        .toArray();
      return found.length > most ? undefined : numbers(found);
    },
    candidatesAmong: async (query, among) => {
      const wanted = { _id: { $in: [...among] }, ...having(query) };
      return numbers(await terms.find(wanted, { ...NUMBER_ONLY, hint: '_id_' }).toArray());
    },
  };
}

function digestsOf(events: readonly CaseEvent[], digest: Digest): bigint[] {
  const grams = new Set(textsOfAll(events).flatMap(({ text }) => [...gramsOf(text)]));
  return [...grams].map(digest);
}

function sameMembers(some: readonly bigint[], others: readonly bigint[]): boolean {
  const known = new Set(some);
  return known.size === others.length && others.every((one) => known.has(one));
}
