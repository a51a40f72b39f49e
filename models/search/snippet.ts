import type { EventText } from './event-texts';
import { normalForm, type NormalForm, type Range } from './normal-form';

/** The beginning of a text around what was looked for, and where in it that stands (in UTF-16 units). */
export interface Found extends EventText {
  readonly ranges: readonly Range[];
}

/** Characters shown before what was found first, and altogether. */
const BEFORE = 16;
const SHOWN = 64;

/**
 * Where the words stand; undefined unless every one of them is in at least one of the texts. The text that has most of them
 * is shown, the first of those that have as many.
 *
 * @param words in normal form
 */
export function findWords(texts: readonly EventText[], words: readonly string[]): Found | undefined {
  const read = texts.map((one) => ({ one, normal: normalForm(one.text) }));
  const having = read.map(({ one, normal }) => ({
    one,
    normal,
    words: words.filter((word) => normal.text.includes(word)),
  }));
  const all = new Set(having.flatMap(({ words: here }) => here));
  if (all.size < words.length) return undefined;
  const most = Math.max(...having.map(({ words: here }) => here.length));
  const best = having.find(({ words: here }) => here.length === most);
  return best && { ...best.one, ...cut(best.one.text, hitsIn(best.normal, best.words)) };
}

/** Where the words stand in the original text, in its order, none over another. */
function hitsIn({ text, origins }: NormalForm, words: readonly string[]): Range[] {
  const hits = words
    .flatMap((word) => placesOf(text, word).map((from) => rangeOf(origins, from, from + word.length)))
    .sort(([a], [b]) => a - b);
  return hits.reduce<Range[]>((merged, hit) => {
    const last = merged.at(-1);
    if (!last || hit[0] > last[1]) return [...merged, hit];
    return [...merged.slice(0, -1), [last[0], Math.max(last[1], hit[1])]];
  }, []);
}

/** More than a line shows are not looked for. */
const MOST_HITS = 16;

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0 && places.length < MOST_HITS; at = text.indexOf(word, at + 1)) {
    places.push(at);
  }
  return places;
}

function rangeOf(origins: readonly Range[], from: number, to: number): Range {
  return [origins[from]?.[0] ?? 0, origins[to - 1]?.[1] ?? 0];
}

/** A line of the text; white space that would break it becomes single. */
function cut(text: string, hits: readonly Range[]): Pick<Found, 'text' | 'ranges'> {
  const first = hits[0]?.[0] ?? 0;
  const from = wholeCharacter(text, first <= BEFORE ? 0 : first - BEFORE);
  const to = wholeCharacter(text, Math.min(text.length, from + SHOWN));
  const before = from > 0 ? '…' : '';
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to).replace(/\s/g, ' ')}${to < text.length ? '…' : ''}`,
    ranges: hits
      .filter(([start]) => start < to)
      .map(([start, end]): Range => [start + shift, Math.min(end, to) + shift]),
  };
}

/** Not in the middle of a pair of surrogates. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
