import type { Customer } from '../../domain/case/intake';

/**
 * What a customer is found by, each in the one form that `searchTerm` gives. A phone number is found by its digits
 * alone, with or without the country's code.
 */
export function termsOf({ name, company, phone, email, account }: Customer): string[] {
  const texts = [name, company, phone, email, account].filter((text) => text !== undefined);
  const digits = phone === undefined ? [] : phoneForms(phone);
  return [...new Set([...texts.map(searchTerm), ...digits])].filter((term) => term.length > 0);
}

/** A Chinese name is looked for by its first character alone, too: the family name. */
export function familyNameOf({ name }: Customer): string[] {
  const [first = ''] = searchTerm(name);
  return /\p{Script=Han}/u.test(first) ? [first] : [];
}

/** As `termsOf`, of how the customer is reached alone: a name is no proof that two are the same. */
export function contactTermsOf({ name: _name, company: _company, ...contacts }: Customer): string[] {
  return termsOf({ name: '', ...contacts });
}

/** Full width as half width, lower case, single spaces. */
export function searchTerm(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
}

/** The digits of a text that may be a phone number; undefined if it has anything else in it. */
export function phoneDigits(text: string): string | undefined {
  const plain = searchTerm(text);
  return /^[+\d][\d\s()./-]*$/.test(plain) ? plain.replace(/\D/g, '') : undefined;
}

const COUNTRY_CODE = /^(?:0086|86(?=1\d{10}$))/;

/** Digits of a phone number without the country code of China, by which the same number is the same. */
export function withoutCountryCode(digits: string): string {
  return digits.replace(COUNTRY_CODE, '');
}

function phoneForms(phone: string): string[] {
  const digits = phoneDigits(phone);
  return digits === undefined ? [] : [digits, withoutCountryCode(digits)];
}
