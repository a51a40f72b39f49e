import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { recordOf } from '../http/failure';
import { NOTICES } from '../notices/use-notices';

export type Connection = 'live' | 'reconnecting' | 'offline';

/** A case has changed, by whomever. */
export interface CaseChanged {
  readonly number: string;
  readonly revision: number;
}

type Listener = (change: CaseChanged) => void;

interface Live {
  readonly connection: Connection;
  readonly listen: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live>({ connection: 'live', listen: () => () => undefined });
/** Changes that come together are loaded together. */
const GATHER_MS = 250;
const COME_AGAIN_MS = 3_000;

/** Follows the changes of cases, and what the reader is told, as the server tells it, and has what shows it loaded anew. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('reconnecting');
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const lists = (): void => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void queries.invalidateQueries({ queryKey: ['cases'] });
      }, GATHER_MS);
    };
    const open = (): void => {
      const opened = (source = new EventSource('/api/v1/stream'));
      opened.onopen = () => {
        setConnection('live');
        // What was told while nobody listened.
        void queries.invalidateQueries({ queryKey: NOTICES });
      };
      opened.onerror = () => {
        setConnection(navigator.onLine ? 'reconnecting' : 'offline');
        // The browser comes again by itself, but not after an answer that refuses it.
        if (opened.readyState === EventSource.CLOSED) again = setTimeout(open, COME_AGAIN_MS);
      };
      opened.addEventListener('case', ({ data }: MessageEvent<string>) => {
        const change = changeIn(data);
        if (!change) return;
        for (const listener of listeners.current) listener(change);
        void queries.invalidateQueries({ queryKey: ['case', change.number] });
        lists();
      });
      opened.addEventListener('notice', () => {
        void queries.invalidateQueries({ queryKey: NOTICES });
      });
      opened.addEventListener('reset', () => {
        void queries.invalidateQueries({ queryKey: ['case'] });
        lists();
      });
    };
    open();
    const offline = (): void => setConnection('offline');
    const online = (): void => setConnection('reconnecting');
    addEventListener('offline', offline);
    addEventListener('online', online);
    return () => {
      source?.close();
      clearTimeout(waiting);
      clearTimeout(again);
      removeEventListener('offline', offline);
      removeEventListener('online', online);
    };
  }, [queries]);

  const value = useMemo(
    () => ({
      connection,
      listen: (listener: Listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [connection],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLive(): Live {
  return use(LiveContext);
}

function changeIn(data: string): CaseChanged | undefined {
  const { number, revision } = recordOf(JSON.parse(data));
  return typeof number === 'string' && typeof revision === 'number' ? { number, revision } : undefined;
}
