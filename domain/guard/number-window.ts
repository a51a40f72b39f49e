import type { DigitGroup, DigitRun, Joint } from './digit-groups';

/** Consecutive whole groups of a run. A group is never cut: digits within a longer number are not a number. */
export interface NumberWindow {
  readonly groups: DigitRun;
  readonly digits: string;
  /** The groups next to the window in its run. */
  readonly before?: DigitGroup;
  readonly after?: DigitGroup;
}

/**
 * The windows from the group at `first` on, of `fewest` to `most` digits, whose digits are `plausible`; the longest
 * first.
 */
export function windowsFrom(
  run: DigitRun,
  first: number,
  { fewest, most }: { readonly fewest: number; readonly most: number },
  plausible: (digits: string) => boolean,
): NumberWindow[] {
  const windows: NumberWindow[] = [];
  let digits = '';
  for (let last = first; last < run.length; last++) {
    digits += run[last]?.digits ?? '';
    if (digits.length > most) break;
    if (digits.length >= fewest && plausible(digits)) windows.unshift(windowOf(run, first, last, digits));
  }
  return windows;
}

function windowOf(run: DigitRun, first: number, last: number, digits: string): NumberWindow {
  const before = run[first - 1];
  const after = run[last + 1];
  return { groups: run.slice(first, last + 1), digits, ...(before && { before }), ...(after && { after }) };
}

/**
 * Whether a window reads as one number that somebody wrote in groups, rather than as several numbers that happen to
 * stand side by side (amounts, quantities, dates). One in ten of those passes a card's check, so this has to tell.
 */
export function readsAsOneNumber(window: NumberWindow): boolean {
  const joints = window.groups.slice(1).flatMap(({ joint }) => joint ?? []);
  const [joint] = joints;
  if (!joint) return isContiguousNumber(window);
  if (isSpelledOut(window)) return true;
  if (!joints.every((other) => isSame(other, joint))) return isMixedNumber(window);
  if (joint.kind === 'list') return standsAlone(window, joint);
  if (joint.kind === 'dot' && joints.length === 1) return !isDecimalFraction(window);
  return inFours(window.groups) || standsAlone(window, joint);
}

function isSame(one: Joint, other: Joint): boolean {
  return one.kind === other.kind && one.mark === other.mark;
}

/** Contiguous digits are one number; but 15 of them after a hyphen are the second half of an order number. */
function isContiguousNumber({ groups, digits, after }: NumberWindow): boolean {
  return digits.length !== 15 || (groups[0]?.joint?.kind !== 'hyphen' && after?.joint?.kind !== 'hyphen');
}

/** Digit by digit, and the neighbours are not. */
function isSpelledOut({ groups, before, after }: NumberWindow): boolean {
  return (
    groups.every(({ digits }) => digits.length === 1) &&
    before?.digits.length !== 1 &&
    after?.digits.length !== 1
  );
}

function isMixedNumber(window: NumberWindow): boolean {
  return inFours(window.groups) || (!window.before && !window.after && !readsAsAmounts(window));
}

/** Not a part of a longer series, and not one that begins or ends within a decimal fraction. */
function standsAlone({ groups, after }: NumberWindow, joint: Joint): boolean {
  return [groups[0]?.joint, after?.joint].every(
    (outer) => !outer || (outer.kind !== 'dot' && !isSame(outer, joint)),
  );
}

/** Nobody measures to six places before the point and six after it. */
function isDecimalFraction({ groups }: NumberWindow): boolean {
  return groups.some(({ digits }) => digits.length < 6);
}

/** As printed on the card: groups of four, the last of which may be shorter. */
function inFours(groups: DigitRun): boolean {
  const last = groups.length - 1;
  return groups.every(({ digits }, index) => digits.length === 4 || (index === last && digits.length < 4));
}

/** `45.00, 32.50, 18.00` or `5 333.75 658`: decimal points among other joints, with two digits or one after each. */
function readsAsAmounts({ groups }: NumberWindow): boolean {
  const afterPoints = groups.filter(({ joint }) => joint?.kind === 'dot');
  return afterPoints.length > 0 && afterPoints.every(({ digits }) => digits.length <= 2);
}
