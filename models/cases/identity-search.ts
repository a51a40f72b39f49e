import type { mongo } from 'mongoose';
import type { CaseDocument } from './documents';
import { phoneDigits, searchTerm } from './search-terms';

type Searched = Pick<CaseDocument, '_id' | 'terms'>;

/** A case has this number or its customer one of these names, phones, addresses: asked of MongoDB, and of a case at hand. */
export interface IdentitySearch {
  readonly filters: readonly mongo.Filter<CaseDocument>[];
  readonly matches: (found: Searched) => boolean;
}

/**
 * Beginnings, so that the indexes on numbers and terms answer. A phone number, an e-mail address or an account is found
 * by its beginning only where it is shown: otherwise it could be found out digit by digit.
 *
 * @param contacts whether the reader is shown how every customer is reached
 */
export function identitySearch(q: string, contacts: boolean): IdentitySearch {
  const term = searchTerm(q);
  const digits = phoneDigits(q);
  const whole = digits !== undefined && digits !== term ? [term, digits] : [term];
  const number = beginningWith(term.toUpperCase());
  const beginnings = beginningsOf(term, whole, contacts);
  return {
    filters: [{ _id: number }, ...[...whole, ...beginnings].map((one) => ({ terms: one }))],
    matches: ({ _id, terms }) =>
      number.test(_id) ||
      terms.some((known) => whole.includes(known) || beginnings.some((beginning) => beginning.test(known))),
  };
}

/** What a phone number, an e-mail address and nearly every account have, and hardly a name. */
const IN_CONTACTS = /[@\d]/;
/** The rest of a term that has nothing of that. */
const NO_CONTACT = '[^@\\d]*$';

function beginningsOf(term: string, whole: readonly string[], contacts: boolean): readonly RegExp[] {
  if (contacts) return whole.map((one) => beginningWith(one));
  return IN_CONTACTS.test(term) ? [] : [beginningWith(term, NO_CONTACT)];
}

function beginningWith(text: string, rest = ''): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${rest}`);
}
