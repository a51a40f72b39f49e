import type { Customer } from '../../domain/case/intake';
import { contactTermsOf, searchTerm } from '../search/customer-terms';
import type { CaseCollections } from './collections';
import type { CaseDocument } from './documents';

/** How a customer is looked for: each case that has one of the contacts and, where it is given, the name. */
export type WantedCustomer = Partial<Pick<Customer, 'name' | 'phone' | 'email' | 'account'>>;

/**
 * The numbers of the cases of a customer, compared as a whole, the oldest first. An erased case is found by nothing but
 * its number any more.
 *
 * @param find reads a case with its texts
 */
export async function casesOfCustomer(
  { searchTerms }: CaseCollections,
  find: (number: string) => Promise<CaseDocument | undefined>,
  { name, ...contacts }: WantedCustomer,
  most: number,
): Promise<readonly string[]> {
  const terms = contactTermsOf({ name: '', ...contacts });
  const possible = [...(await searchTerms.ofCustomer(terms, most))].sort();
  const numbers: string[] = [];
  for (const number of possible) {
    const customer = (await find(number))?.state.intake.customer;
    // The digests hold names too: what was looked for as a contact has to be one.
    const isTheirs = customer && contactTermsOf(customer).some((term) => terms.includes(term));
    if (isTheirs && (name === undefined || searchTerm(customer.name) === searchTerm(name)))
      numbers.push(number);
  }
  return numbers;
}
