import { findPersonalNumbers } from '../../../domain/guard/personal-numbers';
import type { Label, Labelled } from './corpus';

/** How many numbers were there, found exactly where they stand, and found where there are none. */
export interface Count {
  readonly there: number;
  readonly found: number;
  readonly wrong: number;
}

/** A number that was overlooked, or seen where there is none. */
export interface Miss {
  readonly about: string;
  readonly kind: string;
  readonly text: string;
  readonly what: 'overlooked' | 'wrongly found';
}

export interface Measured {
  readonly byKind: ReadonlyMap<string, Count>;
  /** By what the texts are there for. */
  readonly byAbout: ReadonlyMap<string, Count>;
  readonly misses: readonly Miss[];
}

/** What the guard finds in the corpus; a number counts as found if kind and both ends are right. */
export function measure(corpus: readonly Labelled[]): Measured {
  const byKind = new Map<string, Count>();
  const byAbout = new Map<string, Count>();
  const misses: Miss[] = [];
  for (const { text, about, numbers } of corpus) {
    const found = findPersonalNumbers(text);
    const note = (kind: string, add: Partial<Count>): void => {
      for (const [counts, key] of [
        [byKind, kind],
        [byAbout, about],
      ] as const)
        counts.set(key, sum(counts.get(key), add));
    };
    for (const number of numbers) {
      const hit = found.some((one) => isSame(one, number));
      note(number.kind, { there: 1, found: hit ? 1 : 0 });
      if (!hit) misses.push({ about, kind: number.kind, text, what: 'overlooked' });
    }
    for (const one of found) {
      if (numbers.some((number) => isSame(one, number))) continue;
      note(one.kind, { wrong: 1 });
      misses.push({ about, kind: one.kind, text, what: 'wrongly found' });
    }
    note('', {});
  }
  byKind.delete('');
  return { byKind, byAbout, misses };
}

/** The share of what was found that is right. */
export function precision({ found, wrong }: Count): number {
  return found + wrong === 0 ? 1 : found / (found + wrong);
}

/** The share of what is there that was found. */
export function recall({ found, there }: Count): number {
  return there === 0 ? 1 : found / there;
}

function isSame(one: { kind: string; from: number; to: number }, label: Label): boolean {
  return one.kind === label.kind && one.from === label.from && one.to === label.to;
}

function sum(count: Count = { there: 0, found: 0, wrong: 0 }, add: Partial<Count>): Count {
  return {
    there: count.there + (add.there ?? 0),
    found: count.found + (add.found ?? 0),
    wrong: count.wrong + (add.wrong ?? 0),
  };
}
