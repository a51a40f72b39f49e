import { useEffect, useState } from 'react';
import { useSay, type MessageKey } from '../language/language';

const PATIENCE_MS = 1_000;
const LONG_MS = 8_000;

export type Awaited =
  'session' | 'company' | 'work' | 'case' | 'list' | 'page' | 'preview' | 'comparison' | 'verdict';

/** Quiet bars at first; after a second it says what it waits for. */
export function Loading({ what }: { readonly what: Awaited }) {
  const say = useSay();
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const first = setTimeout(() => setWaited(1), PATIENCE_MS);
    const second = setTimeout(() => setWaited(2), LONG_MS);
    return () => {
      clearTimeout(first);
      clearTimeout(second);
    };
  }, []);
  const key: MessageKey = `loading.${what}`;
  return (
    <div className="loading" role="status" aria-busy="true">
      <div className="loading-bars" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      {waited > 0 && <p>{say(key)}</p>}
      {waited > 1 && <p className="quiet">{say('loading.long')}</p>}
    </div>
  );
}
