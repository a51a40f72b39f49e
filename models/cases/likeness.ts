import { searchTerm } from '../search/customer-terms';

/**
 * How alike two texts are, from 0 to 1: the share of their pairs of neighbouring characters that both have. Chinese
 * needs no word boundaries for it.
 */
export function likeness(one: string, other: string): number {
  const a = pairsOf(one);
  const b = pairsOf(other);
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return shared / (a.size + b.size - shared);
}

function pairsOf(text: string): Set<string> {
  const characters = Array.from(searchTerm(text).replace(/[\s\p{P}]/gu, ''));
  return new Set(characters.slice(1).map((second, index) => `${characters[index] ?? ''}${second}`));
}
