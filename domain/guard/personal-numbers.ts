import { isCalledIdCard, isCalledOtherwise, isCalledBankCard } from './announcing-words';
import { couldBeAnyCard, hasIssuer, isBankCard } from './bank-card';
import { afterSeparators, digitRuns, figureAt, figureOrNumeralAt, hasNumeral } from './digit-groups';
import type { DigitRun } from './digit-groups';
import { beginsWithCounty, couldBeOldIdCard, isIdCard, isIdCardBody } from './id-card';
import { readsAsOneNumber, windowsFrom } from './number-window';
import type { NumberWindow } from './number-window';
import { matchPatterns } from './sensitive-patterns';

/** `sensitive` is what a pattern of the pack matched. */
export type PersonalNumberKind = 'id-card' | 'bank-card' | 'sensitive';

/** Where a personal number stands in a text: offsets, and never the digits. */
export interface PersonalNumber {
  readonly kind: PersonalNumberKind;
  /** Offset of the first character. */
  readonly from: number;
  /** Offset after the last character. */
  readonly to: number;
}

/** A field of a JSON value that holds a personal number. */
export interface PersonalNumberField {
  /** Such as `customer.name` or `steps[0].what`, masked where a key holds the number; empty for the value itself. */
  readonly path: string;
  readonly kind: PersonalNumberKind;
}

const lengths = { fewest: 15, most: 19 };

/**
 * Finds ID-card and bank-card numbers of mainland China in a text (rule omnichannel/1.3-privacy), also written
 * full-width or in Chinese numerals, or with spaces, hyphens, dots, zero-width characters or Chinese punctuation
 * between the digits.
 * Digits within a longer number are none, nor are order, phone and parcel numbers, UUIDs, or times.
 *
 * @param patterns sources of the pack's own regular expressions, which sensitivePatternProblem has passed
 */
export function findPersonalNumbers(text: string, patterns: readonly string[] = []): PersonalNumber[] {
  const plain = withoutUuids(text);
  const inFigures = digitRuns(plain, figureAt).flatMap((run) => inRun(run, text));
  const found = [...inFigures, ...inNumerals(plain, inFigures)];
  const sensitive = matchPatterns(text, patterns).map((match) => ({ kind: 'sensitive' as const, ...match }));
  return [...found, ...sensitive].sort((a, b) => a.from - b.from);
}

/** The text with an asterisk for every character of a personal number. */
export function maskPersonalNumbers(text: string, patterns: readonly string[] = []): string {
  let masked = '';
  let end = 0;
  for (const { from, to } of findPersonalNumbers(text, patterns)) {
    if (to <= end) continue;
    masked += text.slice(end, from) + '*'.repeat(to - Math.max(from, end));
    end = to;
  }
  return masked + text.slice(end);
}

/** The fields of a JSON value whose text, number, or key holds a personal number; each once for every kind. */
export function personalNumberFields(
  value: unknown,
  patterns: readonly string[] = [],
): PersonalNumberField[] {
  const fields = new Map<string, PersonalNumberField>();
  const open: { path: string; value: unknown }[] = [{ path: '', value }];
  // A stack of its own: a value may be nested more deeply than calls can be.
  for (let next = open.pop(); next; next = open.pop()) {
    for (const kind of kindsIn(next.value, patterns)) note(next.path, kind);
    const children = childrenOf(next.path, next.value, patterns);
    for (const { path, keyKinds } of children) for (const kind of keyKinds) note(path, kind);
    open.push(...children.reverse());
  }
  return [...fields.values()];

  function note(path: string, kind: PersonalNumberKind): void {
    fields.set(`${kind} ${path}`, { path, kind });
  }
}

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/gi;

/** Offsets stay. By chance one UUID in some thousands holds a card's number; nobody writes one so. */
function withoutUuids(text: string): string {
  return text.replace(uuid, (match) => 'u'.repeat(match.length));
}

/**
 * What is written in Chinese numerals, wholly or in part. Figures alone are looked at first, as the numerals next to
 * them mostly belong to the words around (`第一6222…`).
 */
function inNumerals(text: string, known: readonly PersonalNumber[]): PersonalNumber[] {
  if (!hasNumeral(text)) return [];
  return digitRuns(text, figureOrNumeralAt)
    .flatMap((run) => inRun(run, text))
    .filter(({ from, to }) => hasNumeral(text, from, to))
    .filter(({ from, to }) => !known.some((other) => other.from < to && from < other.to));
}

function inRun(run: DigitRun, text: string): PersonalNumber[] {
  const found: PersonalNumber[] = [];
  for (let first = 0; first < run.length; first++) {
    const hit = startingAt(run, first, text);
    if (!hit) continue;
    found.push(hit);
    while ((run[first + 1]?.from ?? Infinity) < hit.to) first++;
  }
  return found;
}

/** An ID card goes before a bank card, as its check says more; then the longest window. */
function startingAt(run: DigitRun, first: number, text: string): PersonalNumber | undefined {
  const windows = windowsFrom(run, first, lengths, couldBePersonal);
  for (const window of windows) {
    const to = idCardEnd(window, text);
    if (to !== undefined) return { kind: 'id-card', from: startOf(window), to };
  }
  const cards = windows.filter((window) => isWrittenNumber(window, text));
  const card =
    cards.find(({ digits }) => isBankCard(digits)) ?? cards.find((window) => isCalledCard(window, text));
  return card && { kind: 'bank-card', from: startOf(card), to: endOf(card) };
}

/** Whether the digits alone, without what stands around them, can be a personal number. */
function couldBePersonal(digits: string): boolean {
  if (isBankCard(digits) || couldBeAnyCard(digits)) return true;
  return digits.length === 17 ? isIdCard(`${digits}X`) : isIdCard(digits) || couldBeOldIdCard(digits);
}

function startOf({ groups }: NumberWindow): number {
  return groups[0]?.from ?? 0;
}

function endOf({ groups }: NumberWindow): number {
  return groups.at(-1)?.to ?? 0;
}

/** Where the ID-card number that the window begins ends; undefined if it is none. */
function idCardEnd(window: NumberWindow, text: string): number | undefined {
  const { digits } = window;
  if (digits.length === 18) return isIdCard(digits) ? endOf(window) : undefined;
  if (digits.length === 17) return isIdCard(`${digits}X`) ? afterCheckLetter(text, endOf(window)) : undefined;
  return isOldIdCard(window, text) ? endOf(window) : undefined;
}

/** X as the check digit: also lower-case, full-width, as a Roman numeral, one of its Greek and Cyrillic doubles, or read out. */
const checkLetters = 'XxＸｘⅩⅹΧχХх叉';

function afterCheckLetter(text: string, offset: number): number | undefined {
  const at = afterSeparators(text, offset);
  const isLetter = at < text.length && checkLetters.includes(text.charAt(at));
  return isLetter && !isAlphanumeric(text.charCodeAt(at + 1)) ? at + 1 : undefined;
}

/**
 * The old form has no check digit: one order number of 15 digits in a hundred looks like it. So it counts, in one
 * piece or parted after the region and the date, where a word announces it; or where none announces something else
 * and it begins with the code of a county.
 */
function isOldIdCard(window: NumberWindow, text: string): boolean {
  if (!couldBeOldIdCard(window.digits)) return false;
  const layout = window.groups.map(({ digits }) => digits.length).join('-');
  if (layout !== '15' && layout !== '6-6-3') return false;
  const [from, to] = [startOf(window), endOf(window)];
  if (isCalledIdCard(text, from, to)) return true;
  return beginsWithCounty(window.digits) && readsAsOneNumber(window) && !isCalledOtherwise(text, from);
}

/** Digits between Latin letters are part of an identifier, such as a hash. */
function isWrittenNumber(window: NumberWindow, text: string): boolean {
  if (!readsAsOneNumber(window)) return false;
  return !(
    isAlphanumeric(text.charCodeAt(startOf(window) - 1)) && isAlphanumeric(text.charCodeAt(endOf(window)))
  );
}

/** Of an issuer that is not known, but announced as a card. */
function isCalledCard({ groups, digits }: NumberWindow, text: string): boolean {
  const [first] = groups;
  return (
    first !== undefined &&
    first.digits.length >= 4 &&
    couldBeAnyCard(digits) &&
    isCalledBankCard(text, first.from)
  );
}

function isAlphanumeric(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

function kindsIn(value: unknown, patterns: readonly string[]): PersonalNumberKind[] {
  if (typeof value === 'string') return findPersonalNumbers(value, patterns).map(({ kind }) => kind);
  if (typeof value === 'number') return kindsInNumber(value, patterns);
  return [];
}

/** JSON's numbers lose their last digits beyond 2^53, and with them the check digit; what is left decides. */
function kindsInNumber(value: number, patterns: readonly string[]): PersonalNumberKind[] {
  if (!Number.isInteger(value)) return [];
  const digits = BigInt(Math.abs(value)).toString();
  if (Number.isSafeInteger(value)) return findPersonalNumbers(digits, patterns).map(({ kind }) => kind);
  if (isIdCardBody(digits)) return ['id-card'];
  return hasIssuer(digits) ? ['bank-card'] : [];
}

interface Child {
  readonly path: string;
  readonly value: unknown;
  readonly keyKinds: readonly PersonalNumberKind[];
}

function childrenOf(path: string, value: unknown, patterns: readonly string[]): Child[] {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item, keyKinds: [] }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, item]: [string, unknown]) => {
    const name = maskPersonalNumbers(key, patterns);
    const keyKinds = kindsIn(key, patterns);
    return { path: path === '' ? name : `${path}.${name}`, value: item, keyKinds };
  });
}
