import { useEffect, useRef } from 'react';

type Keys = Readonly<Record<string, () => void>>;

/** How long a first key such as `g` waits for its second. */
const PAIR_MS = 1_000;

/**
 * Keys of the whole page: a single one such as `n`, or a pair such as `g w`. While somebody types, or a dialog is open,
 * letters are letters.
 */
export function useShortcuts(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let first = '';
    let at = 0;
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const pair = Date.now() - at < PAIR_MS ? `${first} ${event.key}` : '';
      const act = current.current[pair] ?? current.current[event.key];
      first = event.key;
      at = Date.now();
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]';
  return target.closest(field) !== null || document.querySelector('[role="dialog"]') !== null;
}
