import type { ReactNode } from 'react';
import { useSay } from '../language/language';

const SHORTEST = 2;

/** Something is looked for, but with fewer characters than anything is found by. */
export function isTooShort(text: string): boolean {
  const { length } = Array.from(text.trim());
  return length > 0 && length < SHORTEST;
}

interface Props {
  readonly open: boolean;
  readonly children: ReactNode;
}

/** A search field; below it, if what was typed is too short, that it is. */
export function TooShort({ open, children }: Props) {
  const say = useSay();
  return (
    <div className="searching">
      {children}
      {open && (
        <span role="alert" className="too-short">
          {say('shell.search-short')}
        </span>
      )}
    </div>
  );
}
