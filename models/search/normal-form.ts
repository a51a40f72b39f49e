/** A text as it is compared: letters, digits and marks alone, in one form. */
export interface NormalForm {
  readonly text: string;
  /** For each UTF-16 unit of `text` where the original has what it came from. */
  readonly origins: readonly Range[];
}

/** From an index of a string to before another one, in UTF-16 units. */
export type Range = readonly [from: number, to: number];

/** A character with the marks above and below it, which are read together. */
const CHARACTER = /.\p{M}*/gsu;
const NOT_READ = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * Full width as half width, compatible forms as one (NFKC), lower case, without white space and punctuation: what people
 * write in one way and look for in another.
 */
export function normalForm(original: string): NormalForm {
  const origins: Range[] = [];
  let text = '';
  for (const { 0: character, index } of original.matchAll(CHARACTER)) {
    const plain = character.normalize('NFKC').toLowerCase().replace(NOT_READ, '');
    text += plain;
    for (let unit = 0; unit < plain.length; unit += 1) origins.push([index, index + character.length]);
  }
  return { text, origins };
}
