type Separator = 'space' | 'hyphen' | 'dot' | 'list';

/** What stands between two groups of digits. Zero-width characters don't count: they don't part a group. */
export interface Joint {
  readonly kind: Separator;
  /** The separators themselves; empty for spaces, which say nothing around others. */
  readonly mark: string;
}

/** Digits that follow one another directly. */
export interface DigitGroup {
  /** Offset of the first digit in the text. */
  readonly from: number;
  /** Offset after the last digit. */
  readonly to: number;
  /** The digits, as 0 to 9 whatever their script. */
  readonly digits: string;
  /** How the group is joined to the one before it in its run; absent for the first. */
  readonly joint?: Joint;
}

/** Groups that are parted by nothing but a few separators. */
export type DigitRun = readonly DigitGroup[];

/** Wider gaps part numbers that have nothing to do with each other. */
const widestGap = 3;

/** What counts as a digit: those of figures alone, or Chinese numerals too. */
export type DigitReader = (text: string, offset: number) => Digit | undefined;

/** Runs of digit groups in the text, in order, in one pass. */
export function digitRuns(text: string, digitAt: DigitReader): readonly DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitGroup[] = [];
  let offset = 0;
  while (offset < text.length) {
    if (digitAt(text, offset) === undefined) {
      offset++;
      continue;
    }
    const joint = run.length > 0 ? jointBetween(text, run.at(-1)?.to ?? offset, offset) : undefined;
    if (run.length > 0 && joint === undefined) {
      runs.push(run);
      run = [];
    }
    const group = groupAt(text, offset, joint, digitAt);
    run.push(group);
    offset = group.to;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** The offset after the last of at most three separators from `offset` on. */
export function afterSeparators(text: string, offset: number): number {
  let end = offset;
  let visible = 0;
  for (; end < text.length; end++) {
    if (isZeroWidth(text.charCodeAt(end))) continue;
    if (!separatorAt(text, end) || visible === widestGap) break;
    visible++;
  }
  return end;
}

export function isZeroWidth(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff
  );
}

export interface Digit {
  readonly value: number;
  /** In UTF-16 units. */
  readonly width: number;
}

function groupAt(text: string, from: number, joint: Joint | undefined, digitAt: DigitReader): DigitGroup {
  let digits = '';
  let to = from;
  for (let offset = from; offset < text.length;) {
    const digit = digitAt(text, offset);
    if (digit) {
      digits += String(digit.value);
      offset += digit.width;
      to = offset;
    } else if (isZeroWidth(text.charCodeAt(offset))) offset++;
    else break;
  }
  return { from, to, digits, ...(joint && { joint }) };
}

/** ASCII, full-width, and mathematical digits. */
export function figureAt(text: string, offset: number): Digit | undefined {
  const code = text.charCodeAt(offset);
  if (code >= 0x30 && code <= 0x39) return { value: code - 0x30, width: 1 + keyCapAfter(text, offset + 1) };
  if (code >= 0xff10 && code <= 0xff19) return { value: code - 0xff10, width: 1 };
  if (code !== 0xd835) return undefined;
  const mathematical = (text.codePointAt(offset) ?? 0) - 0x1d7ce;
  return mathematical >= 0 && mathematical < 50 ? { value: mathematical % 10, width: 2 } : undefined;
}

/** The length of what makes a key of the digit before: 1️⃣. */
function keyCapAfter(text: string, offset: number): number {
  const selector = text.charCodeAt(offset) === 0xfe0f ? 1 : 0;
  return text.charCodeAt(offset + selector) === 0x20e3 ? selector + 1 : 0;
}

/** Everyday, formal, and as numbers are read out on the phone. */
const numerals = [
  '〇零洞',
  '一壹幺弌',
  '二贰貳两',
  '三叁參',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒拐',
  '八捌',
  '九玖勾',
];
const numeralOf = new Map<string, number>();
for (const [value, characters] of numerals.entries()) {
  for (const character of characters) numeralOf.set(character, value);
}

/** Figures, and Chinese numerals that stand for a digit each. */
export function figureOrNumeralAt(text: string, offset: number): Digit | undefined {
  const value = numeralOf.get(text.charAt(offset));
  return value === undefined ? figureAt(text, offset) : { value, width: 1 };
}

/** Whether Chinese numerals stand anywhere between two offsets. */
export function hasNumeral(text: string, from = 0, to = text.length): boolean {
  for (let offset = from; offset < to; offset++) if (numeralOf.has(text.charAt(offset))) return true;
  return false;
}

const separators: Readonly<Record<Separator, string>> = {
  space:
    ' \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
  hyphen: '-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe63\uff0d\u30fc~\uff5e',
  dot: '.\u00b7\u2022\u2027\u2219\u22c5\u3002\u30fb\uff0e\uff61\uff65\ufe52',
  list: ',\uff0c\u3001\uff64;\uff1b:\uff1a/\uff0f\\|\uff5c*#\r\n\u2028\u2029',
};

const separatorOf = new Map<number, Separator>();
for (const kind of ['space', 'hyphen', 'dot', 'list'] as const) {
  for (const character of separators[kind]) separatorOf.set(character.charCodeAt(0), kind);
}

function separatorAt(text: string, offset: number): Separator | undefined {
  return separatorOf.get(text.charCodeAt(offset));
}

/**
 * How two groups hang together; undefined if more than a few separators stand between them. A dot with space after
 * it ends something (`1. `) and is no decimal point, so it counts as a mark of a list.
 */
function jointBetween(text: string, from: number, to: number): Joint | undefined {
  if (afterSeparators(text, from) !== to) return undefined;
  let kind: Separator = 'space';
  let mark = '';
  let spaced = false;
  for (let offset = from; offset < to; offset++) {
    const separator = separatorAt(text, offset);
    if (separator === 'space') spaced = true;
    else if (separator) {
      kind = kind === 'space' || kind === separator ? separator : 'list';
      mark += text.charAt(offset);
    }
  }
  return { kind: kind === 'dot' && spaced ? 'list' : kind, mark };
}
