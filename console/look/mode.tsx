import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Mode } from './theme';

interface ModeChoice {
  readonly mode: Mode;
  readonly choose: (mode: Mode) => void;
}

const ModeContext = createContext<ModeChoice>({ mode: 'light', choose: () => undefined });
const KEPT_AS = 'redress.mode';

/** Light or dark: as chosen here before, else as the device has it. */
export function ModeProvider({ children }: { readonly children: ReactNode }) {
  const [mode, setMode] = useState<Mode>(firstMode);
  useEffect(() => {
    document.documentElement.dataset['mode'] = mode;
  }, [mode]);
  const value = useMemo(
    () => ({
      mode,
      choose: (chosen: Mode) => {
        localStorage.setItem(KEPT_AS, chosen);
        setMode(chosen);
      },
    }),
    [mode],
  );
  return <ModeContext value={value}>{children}</ModeContext>;
}

export function useMode(): ModeChoice {
  return use(ModeContext);
}

function firstMode(): Mode {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
