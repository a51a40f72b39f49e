import { useEffect, useState } from 'react';
import { answered } from '../../http/failure';
import { api } from '../http';
import type { components } from '../../generated/api';

export type FoundNumber = components['schemas']['FormChecks']['items'][number]['numbers'][number];

/** A text that was looked at, and what was found in it. */
export interface Checked {
  readonly text: string;
  readonly numbers: readonly FoundNumber[];
}

const PAUSE_MS = 500;
/** Shorter ones hold no such number. */
const SHORTEST = 12;

/** Looks, while somebody types, whether a text holds a number that is never kept; answers for the text it looked at last. */
export function useChecks(text: string): Checked | undefined {
  const [checked, setChecked] = useState<Checked>();
  useEffect(() => {
    if (text.length < SHORTEST || !/\d|[０-９]/.test(text)) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void numbersIn(text).then((numbers) => {
        if (isCurrent) setChecked({ text, numbers });
      });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text]);
  return checked;
}

/** None if the server can't be asked now: it looks again before it takes anything. */
async function numbersIn(text: string): Promise<readonly FoundNumber[]> {
  try {
    const { items } = await answered(api.POST('/api/v1/public/checks', { body: { texts: [text] } }));
    return items[0]?.numbers ?? [];
  } catch {
    return [];
  }
}
