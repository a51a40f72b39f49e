import { phoneDigits, searchTerm } from '../search/customer-terms';

/** A case has this number, or its customer exactly this name, company, phone, e-mail or account. */
export interface IdentitySearch {
  /** What the number begins with. */
  readonly number: RegExp;
  /** The customer has one of these. */
  readonly terms: readonly string[];
}

/**
 * Numbers by their beginning; customers only by what is known of them whole, as only digests of it are kept. Parts of a
 * name are found as texts are.
 */
export function identitySearch(q: string): IdentitySearch {
  const term = searchTerm(q);
  const digits = phoneDigits(q);
  return {
    number: new RegExp(`^${term.toUpperCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    terms: digits !== undefined && digits !== term ? [term, digits] : [term],
  };
}
