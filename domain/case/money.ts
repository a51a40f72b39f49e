import type { Decimal } from '../policy/policy';

/** What a decimal amount looks like: at most two places. */
export const DECIMAL = /^\d{1,12}(\.\d{1,2})?$/;

/** Whether the first amount is more than the second. Both are decimals, such as `200.00`. */
export function exceeds(amount: Decimal, limit: Decimal): boolean {
  return inHundredths(amount) > inHundredths(limit);
}

function inHundredths(amount: Decimal): number {
  const [whole = '0', places = ''] = amount.split('.');
  return Number(whole) * 100 + Number(places.padEnd(2, '0'));
}
