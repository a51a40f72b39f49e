import type { Connection, mongo } from 'mongoose';
import type { CaseEvent } from '../../domain/case/events';
import type { Customer } from '../../domain/case/intake';
import { keyDatabase } from '../key-database';
import { ERASED } from '../sealing';
import { contactTermsOf, familyNameOf, termsOf } from './customer-terms';
import { textsOfAll } from './event-texts';
import { gramsOf, type TextQuery } from './grams';
import { searchTermsSchema, type SearchTermsDocument } from './schema';

export { EVENTS_WITH_TEXT, textsOfAll } from './event-texts';
export { textQuery, type TextQuery } from './grams';
export { findWords, type Found } from './snippet';

/** A keyed digest of 64 bits: who has not the key can neither make it nor tell what it is of. */
export type Digest = (term: string) => bigint;

/** What a case is to be found by. */
export interface Findable {
  readonly events: readonly CaseEvent[];
  /** Absent: the customer is the same as before. */
  readonly customer?: Customer;
}

/** What cases are found by, in a database apart from them. */
export interface SearchTerms {
  /** Adds what the texts of further events are found by, and replaces what the customer is. */
  add(number: string, findable: Findable, session: mongo.ClientSession): Promise<void>;
  /** Makes the terms of a case anew from all its events; true if they were missing or others. */
  replace(number: string, findable: Required<Findable>, session: mongo.ClientSession): Promise<boolean>;
  /** Nothing finds the case by its texts or its customer any more. */
  remove(number: string): Promise<void>;
  /**
   * The numbers of the cases that may have it, in no order; undefined if they are more than `most`. Their texts must be
   * looked at: all grams may be there, and the words are not.
   */
  candidates(query: TextQuery, most: number): Promise<ReadonlySet<string> | undefined>;
  /** Of these cases, those that may have it. */
  candidatesAmong(query: TextQuery, numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** The newest of the cases whose customer has one of these terms; at most so many. */
  ofCustomer(terms: readonly string[], most: number): Promise<ReadonlySet<string>>;
  /** Of these cases, those whose customer has one of these terms. */
  ofCustomerAmong(terms: readonly string[], numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Digests of the contacts of these cases' customers, by number. */
  contactsOf(numbers: readonly string[]): Promise<ReadonlyMap<string, readonly bigint[]>>;
  /** The contacts of every case that shares one of these, by number. */
  withContacts(contacts: readonly bigint[]): Promise<ReadonlyMap<string, readonly bigint[]>>;
}

/** Has the indexes of the collection made with all others. */
export function registerSearchTerms(connection: Connection): void {
  keyDatabase(connection).model('SearchTerms', searchTermsSchema);
}

/** Opens the collection. */
export function openSearchTerms(connection: Connection, digest: Digest): SearchTerms {
  const terms = keyDatabase(connection).collection<SearchTermsDocument>('searchTerms');
  const having = ({ grams }: TextQuery) => ({ grams: { $all: grams.map(digest) } });
  const ofOne = (wanted: readonly string[]) => ({ customer: { $in: wanted.map(customerDigest) } });
  const NUMBER_ONLY = { projection: { _id: 1 } } as const;
  const CONTACTS = { projection: { contacts: 1 }, useBigInt64: true } as const;
  return {
    add: async (number, { events, customer }, session) => {
      const grams = gramDigests(events);
      const added = {
        ...(grams.length > 0 && { $addToSet: { grams: { $each: grams } } }),
        ...(customer && { $set: customerDigests(customer) }),
      };
      if (Object.keys(added).length === 0) return;
      await terms.updateOne({ _id: number }, added, { session, upsert: true });
    },
    replace: async (number, { events, customer }, session) => {
      const made = { grams: gramDigests(events), ...customerDigests(customer) };
      const there = await terms.findOne({ _id: number }, { session, useBigInt64: true });
      // Nothing is made of a case that is erased.
      if (isSame(there ?? {}, made)) return false;
      await terms.replaceOne({ _id: number }, made, { session, upsert: true });
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
      return found.length > most ? undefined : numbersOf(found);
    },
    candidatesAmong: async (query, among) => {
      const wanted = { _id: { $in: [...among] }, ...having(query) };
      return numbersOf(await terms.find(wanted, { ...NUMBER_ONLY, hint: '_id_' }).toArray());
    },
    ofCustomer: async (wanted, most) => {
      if (wanted.length === 0) return new Set();
      const found = await terms.find(ofOne(wanted), NUMBER_ONLY).sort({ _id: -1 }).limit(most).toArray();
      return numbersOf(found);
    },
    ofCustomerAmong: async (wanted, among) => {
      const those = { _id: { $in: [...among] }, ...ofOne(wanted) };
      return numbersOf(await terms.find(those, { ...NUMBER_ONLY, hint: '_id_' }).toArray());
    },
    contactsOf: async (numbers) =>
      byNumber(await terms.find({ _id: { $in: [...numbers] } }, CONTACTS).toArray()),
    withContacts: async (contacts) =>
      byNumber(await terms.find({ customer: { $in: [...contacts] } }, CONTACTS).toArray()),
  };

  function gramDigests(events: readonly CaseEvent[]): bigint[] {
    const texts = textsOfAll(events).flatMap(({ text }) => (text === ERASED ? [] : [text]));
    const grams = new Set(texts.flatMap((text) => [...gramsOf(text)]));
    return [...grams].map(digest);
  }

  function customerDigests(customer: Customer) {
    if (customer.name === ERASED) return { customer: [], contacts: [] };
    return {
      customer: [...new Set([...termsOf(customer), ...familyNameOf(customer)])].map(customerDigest),
      contacts: contactTermsOf(customer).map(customerDigest),
    };
  }

  /** No gram has a space in it, so that none is taken for a customer's. */
  function customerDigest(term: string): bigint {
    return digest(`customer ${term}`);
  }
}

function numbersOf(found: readonly Pick<SearchTermsDocument, '_id'>[]): ReadonlySet<string> {
  return new Set(found.map(({ _id }) => _id));
}

function byNumber(found: readonly SearchTermsDocument[]): ReadonlyMap<string, readonly bigint[]> {
  return new Map(found.map(({ _id, contacts = [] }) => [_id, contacts]));
}

function isSame(one: Terms, other: Terms): boolean {
  return (['grams', 'customer', 'contacts'] as const).every((field) => sameMembers(one[field], other[field]));
}

type Terms = Omit<SearchTermsDocument, '_id'>;

function sameMembers(some: readonly bigint[] = [], others: readonly bigint[] = []): boolean {
  const known = new Set(some);
  return known.size === others.length && others.every((one) => known.has(one));
}
