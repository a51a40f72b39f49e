import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/**
 * Keeps the row under the pointer where it is while rows come and go above it: the list is scrolled by as much and, at
 * its top, padded until the pointer leaves.
 */
export function useStill(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
  keys: readonly string[],
) {
  const held = useRef<{ key: string; top: number } | undefined>(undefined);
  const [padding, setPadding] = useState(0);

  const topOf = (key: string): number | undefined => virtualizer.measurementsCache[keys.indexOf(key)]?.start;

  useLayoutEffect(() => {
    const box = scroller.current;
    const { current } = held;
    if (!box || !current) return;
    const top = topOf(current.key);
    if (top === undefined || top === current.top) return;
    const moved = top - current.top;
    const before = box.scrollTop;
    box.scrollTop = before + moved;
    const rest = moved - (box.scrollTop - before);
    held.current = { key: current.key, top };
    if (Math.abs(rest) >= 1) setPadding((pad) => Math.max(0, pad - rest));
  });

  return {
    padding,
    hold: (key: string) => {
      const top = topOf(key);
      held.current = top === undefined ? undefined : { key, top };
    },
    letGo: () => {
      held.current = undefined;
      setPadding(0);
    },
  };
}
