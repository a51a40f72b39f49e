import { useState } from 'react';
import { MOST_CHOSEN } from './bulk-api';

/** Which cases of a list are chosen. */
export interface Choosing {
  readonly chosen: ReadonlySet<string>;
  /** @param through all from the one that was chosen before to this one */
  readonly toggle: (number: string, through: boolean) => void;
  readonly choose: (numbers: readonly string[]) => void;
  readonly clear: () => void;
}

interface Chosen {
  readonly of: string;
  readonly numbers: ReadonlySet<string>;
  readonly last?: string;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * @param list names the list: on another one nothing is chosen yet
 * @param shown the numbers in the order in which they stand there
 */
export function useChoosing(list: string, shown: readonly string[]): Choosing {
  const [kept, setKept] = useState<Chosen>({ of: list, numbers: NONE });
  const { numbers, last } = kept.of === list ? kept : { numbers: NONE, last: undefined };
  const keep = (next: Iterable<string>, now?: string): void => {
    const few = new Set([...next].slice(0, MOST_CHOSEN));
    setKept({ of: list, numbers: few, ...(now !== undefined && { last: now }) });
  };
  return {
    chosen: numbers,
    toggle: (number, through) => {
      const touched = through ? between(shown, last ?? number, number) : [number];
      if (numbers.has(number)) {
        const left = new Set(numbers);
        for (const one of touched) left.delete(one);
        keep(left, number);
      } else keep([...numbers, ...touched], number);
    },
    choose: (all) => keep([...numbers, ...all]),
    clear: () => keep(NONE),
  };
}

function between(shown: readonly string[], one: string, other: string): readonly string[] {
  const [from, to] = [shown.indexOf(one), shown.indexOf(other)].sort((a, b) => a - b);
  return from === undefined || to === undefined || from < 0 ? [other] : shown.slice(from, to + 1);
}
