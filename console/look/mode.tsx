import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Mode } from './theme';

interface ModeChoice {
  readonly mode: Mode;
  readonly choose: (mode: Mode) => void;
}

const ModeContext = createContext<ModeChoice>({ mode: 'light', choose: () => undefined });
const KEPT_AS = 'redress.mode';
const DARK = '(prefers-color-scheme: dark)';

/** Light or dark: as chosen here before, else as the device has it, also when that changes at dusk. */
export function ModeProvider({ children }: { readonly children: ReactNode }) {
  const [chosenMode, setChosenMode] = useState(keptMode);
  const deviceMode = useDeviceMode();
  const mode = chosenMode ?? deviceMode;
  useEffect(() => {
    document.documentElement.dataset['mode'] = mode;
  }, [mode]);
  const value = useMemo(
    () => ({
      mode,
      choose: (chosen: Mode) => {
        localStorage.setItem(KEPT_AS, chosen);
        setChosenMode(chosen);
      },
    }),
    [mode],
  );
  return <ModeContext value={value}>{children}</ModeContext>;
}

export function useMode(): ModeChoice {
  return use(ModeContext);
}

function keptMode(): Mode | undefined {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === 'light' || kept === 'dark' ? kept : undefined;
}

function useDeviceMode(): Mode {
  const isDark = useSyncExternalStore(
    (changed) => {
      const query = matchMedia(DARK);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(DARK).matches,
  );
  return isDark ? 'dark' : 'light';
}
