/**
 * The value below which a share of the values lies, by the nearest rank.
 *
 * @param share from 0 to 1
 * @throws RangeError if there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('There is nothing that was measured.');
  return found;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Two digits that count, so that a noisy figure doesn't look exact. */
export function rounded(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 3));
}
