import { useSyncExternalStore } from 'react';

/** Whether the window is at least so wide, in CSS pixels. */
export function useWide(px: number): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(`(min-width: ${px}px)`);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => matchMedia(`(min-width: ${px}px)`).matches,
  );
}
