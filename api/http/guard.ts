import { refusePersonalNumbers } from './fields';

/** Outermost fields of a body or query whose digits may be anything, such as a password's; or all of them. */
export type Unguarded = 'everything' | readonly string[];

/**
 * Looks for ID-card and bank-card numbers in what somebody sent, before anything else does (rule
 * omnichannel/1.3-privacy): fields that nobody knows and values that are not valid included.
 *
 * @throws {Problem} `personal-number` naming the fields, and never the digits
 */
export function guardRequest(sent: unknown, unguarded: Unguarded = []): void {
  if (unguarded === 'everything') return;
  refusePersonalNumbers(unguarded.length === 0 ? sent : without(unguarded, sent));
}

function without(names: readonly string[], sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !names.includes(name)));
}
