import { normalForm } from './normal-form';

/** Characters of a gram: Chinese words are mostly of two. */
const PAIR = 2;
/** Of Latin words and of numbers, two characters say little: nearly every text has them. */
const LONG = 4;
const LONG_RUN = /[a-z0-9]{4,}/g;
/** Of what is looked for; the texts that are found are compared in any case. */
const MOST = 32;

/** What a text is found by: every two characters that follow on each other, and every four of a Latin word or a number. */
export function gramsOf(text: string): ReadonlySet<string> {
  const normal = normalForm(text).text;
  return new Set([...piecesOf(normal, PAIR), ...longGrams(normal)]);
}

/** What somebody looks for. */
export interface TextQuery {
  /** In normal form; every one must be found. */
  readonly words: readonly string[];
  /** Whatever has the words has these. */
  readonly grams: readonly string[];
}

/**
 * What is looked for in texts: words with spaces between them, in any order, or a phrase that no word of which has two
 * characters; undefined if it has fewer than two characters altogether.
 */
export function textQuery(q: string): TextQuery | undefined {
  const words = q
    .split(/\s+/)
    .map((word) => normalForm(word).text)
    .filter((word) => word.length > 0);
  const wanted = words.some(isLongEnough) ? words : [words.join('')];
  const grams = new Set(wanted.flatMap(neededGrams));
  return grams.size === 0 ? undefined : { words: [...new Set(wanted)], grams: [...grams].slice(0, MOST) };
}

function isLongEnough(word: string): boolean {
  return Array.from(word).length >= PAIR;
}

/** A longer gram says more than the pairs in it. */
function neededGrams(word: string): string[] {
  const long = longGrams(word);
  const pairs = piecesOf(word, PAIR).filter((pair) => !long.some((gram) => gram.includes(pair)));
  return [...long, ...pairs];
}

function longGrams(text: string): string[] {
  return [...text.matchAll(LONG_RUN)].flatMap(({ 0: run }) => piecesOf(run, LONG));
}

function piecesOf(text: string, length: number): string[] {
  const characters = Array.from(text);
  const count = Math.max(0, characters.length - length + 1);
  return Array.from({ length: count }, (_, index) => characters.slice(index, index + length).join(''));
}
