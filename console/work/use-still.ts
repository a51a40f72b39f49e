import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

type List = Virtualizer<HTMLDivElement, Element>;

/** A row under the pointer, and where it was when it was last drawn. */
interface Held {
  readonly key: string;
  readonly top: number;
}

/**
 * Keeps the row under the pointer where it is while rows come and go above it: the list is scrolled by as much and, at
 * its top, padded until the pointer leaves.
 */
export function useStill(list: List, scroller: RefObject<HTMLDivElement | null>, keys: readonly string[]) {
  const held = useRef<Held | undefined>(undefined);
  const [padding, setPadding] = useState(0);
  const total = list.getTotalSize();

  useLayoutEffect(() => {
    const before = held.current;
    const after = before && heldAt(list, keys, before.key);
    if (!after || !scroller.current || after.top === before.top) return;
    held.current = after;
    const rest = scrolledBy(scroller.current, after.top - before.top);
    if (Math.abs(rest) >= 1) setPadding((pad) => Math.max(0, pad - rest));
  }, [list, scroller, keys, total]);

  return {
    padding,
    hold: (key: string) => {
      held.current = heldAt(list, keys, key);
    },
    letGo: () => {
      held.current = undefined;
      setPadding(0);
    },
  };
}

function heldAt(list: List, keys: readonly string[], key: string): Held | undefined {
  const top = list.measurementsCache[keys.indexOf(key)]?.start;
  return top === undefined ? undefined : { key, top };
}

/** Scrolls, and returns by how much it could not. */
function scrolledBy(box: HTMLElement, pixels: number): number {
  const before = box.scrollTop;
  box.scrollTop = before + pixels;
  return pixels - (box.scrollTop - before);
}
