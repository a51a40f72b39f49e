/** Repeatable choices, so that the corpus can be made again and compared. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  readonly below: (below: number) => number;
  readonly pick: <C extends readonly [unknown, ...unknown[]]>(choices: C) => C[number];
  /** That many decimal digits. */
  readonly digits: (length: number) => string;
  readonly chance: (share: number) => boolean;
}

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    digits: (length) => Array.from({ length }, () => String(below(10))).join(''),
    chance: (share) => next() < share,
  };
}
