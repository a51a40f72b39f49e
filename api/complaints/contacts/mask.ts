import type { Customer } from '../../../domain/case/intake';
import { ERASED } from '../../../models/sealing';
import { withoutCountryCode } from '../../../models/search/customer-terms';

/** What of a customer is shown only to those who need it. */
export const CONTACT_FIELDS = ['phone', 'email', 'account'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

const MASKS: Readonly<Record<ContactField, (text: string) => string>> = {
  phone: maskPhone,
  email: maskEmail,
  account: maskAccount,
};

/** What is erased says so: nothing is left of it to be hidden. */
function hidden(field: ContactField, text: string): string {
  return text === ERASED ? ERASED : MASKS[field](text);
}

/** The customer with what is to be hidden made unreadable; names and all else stay. */
export function maskedCustomer({ phone, email, account, ...rest }: Customer): Customer {
  return {
    ...rest,
    ...(phone !== undefined && { phone: hidden('phone', phone) }),
    ...(email !== undefined && { email: hidden('email', email) }),
    ...(account !== undefined && { account: hidden('account', account) }),
  };
}

/** The same with every customer in it masked, however deep. */
export function withMaskedCustomers(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, inner]: [string, unknown]) => [
      field,
      field === 'customer' ? maskedIn(inner) : masked(inner),
    ]),
  );
}

/** Any JSON value, with every customer in it masked. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  return typeof value === 'object' && value !== null ? withMaskedCustomers(value) : value;
}

/** A customer as somewhere in a record: of whatever form, its contact fields are masked. */
function maskedIn(customer: unknown): unknown {
  if (typeof customer !== 'object' || customer === null) return customer;
  return Object.fromEntries(
    Object.entries(customer).map(([field, value]: [string, unknown]) => {
      const contact = CONTACT_FIELDS.find((name) => name === field);
      return [field, contact && typeof value === 'string' ? hidden(contact, value) : value];
    }),
  );
}

/** 13800138000 is 138****8000: whoever knows the number recognizes it, nobody else can call it. */
function maskPhone(phone: string): string {
  const digits = withoutCountryCode(phone.replace(/\D/g, ''));
  return digits.length >= 10 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

/** wang@example.com is w***@example.com. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '***' : `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** The last two characters of an account, if it has enough of them. */
function maskAccount(account: string): string {
  return account.length >= 6 ? `****${account.slice(-2)}` : '****';
}
