import { useCallback, useEffect, useRef } from 'react';
import { canSolve, solvedChallenge, type Guard } from './guard';

/** The solved challenge of this page, worked on from the moment that it opens. */
export interface PageGuard {
  readonly solved: () => Promise<Guard>;
  /** It was used up, or is too old: the next one asked for is another. */
  readonly renew: () => void;
}

export function useGuard(): PageGuard {
  const work = useRef<Promise<Guard>>(undefined);
  const begin = useCallback(() => {
    const begun = solvedChallenge();
    work.current = begun;
    // Whoever waits for it hears what went wrong; until then nobody does.
    begun.catch(() => {
      if (work.current === begun) work.current = undefined;
    });
    return begun;
  }, []);
  useEffect(() => {
    if (canSolve()) void begin().catch(() => undefined);
  }, [begin]);
  const solved = useCallback(() => work.current ?? begin(), [begin]);
  const renew = useCallback(() => {
    work.current = undefined;
  }, []);
  return { solved, renew };
}
