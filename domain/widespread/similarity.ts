/** The pairs of neighbouring characters of a text, each once: Chinese has no word boundaries to go by. */
export type Bigrams = ReadonlySet<string>;

/** Letters and digits alone count, full-width as half-width, capitals as small ones. */
export function bigramsOf(text: string): Bigrams {
  const characters = Array.from(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  return new Set(characters.slice(1).map((second, index) => `${characters[index] ?? ''}${second}`));
}

/** How similar two texts are, from 0 to 1: twice what both have, of what each has (Dice). Symmetric. */
export function similarity(one: Bigrams, other: Bigrams): number {
  if (one.size === 0 || other.size === 0) return 0;
  const [fewer, more] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const pair of fewer) if (more.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
