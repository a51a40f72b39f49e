import type { Customer } from './intake';

/** By what a customer is sent something. */
export type ContactWay = 'email' | 'sms';

/** Mobile numbers of mainland China. */
const MOBILE = /^1[3-9]\d{9}$/;
/** Of another country, with its code: whether it takes text messages is the gateway's to say. */
const FOREIGN = /^\+(?!86)[1-9]\d{6,14}$/;

/** The ways in which something can be sent to the customer, the best first; empty: they have to be called. */
export function contactWays({ email, phone }: Customer, hasSms: boolean): readonly ContactWay[] {
  return [
    ...(email === undefined ? [] : (['email'] as const)),
    ...(hasSms && phone !== undefined && takesText(phone) ? (['sms'] as const) : []),
  ];
}

function takesText(phone: string): boolean {
  const plain = phone.replace(/[\s().-]/g, '');
  return MOBILE.test(plain.replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '')) || FOREIGN.test(plain);
}
