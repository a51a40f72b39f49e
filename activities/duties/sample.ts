import { createHash } from 'node:crypto';

/**
 * Draws so many of the numbers, or all if there are fewer, uniformly and without replacement; nobody chooses, and whoever
 * checks it draws the same again. Each number has a place that its digest with the seed gives it, and the first are drawn.
 *
 * @param numbers each once, in any order
 */
export function drawSample(numbers: readonly string[], count: number, seed: string): string[] {
  return numbers
    .map((number) => ({ number, place: digest(`${seed}/${number}`) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, count)
    .map(({ number }) => number)
    .sort();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
