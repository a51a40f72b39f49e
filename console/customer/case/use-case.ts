import { useCallback, useEffect, useState } from 'react';
import { answered, Failure, recordOf } from '../../http/failure';
import { api, tokenOfAddress, type CustomerRecord, type Overview } from '../http';

/** What the page shows as a whole. */
type PageState = 'loading' | 'open' | 'no-link' | 'bad-link' | 'expired' | 'withdrawn' | 'erased' | 'failed';

export interface OpenedCase {
  readonly state: PageState;
  readonly overview?: Overview;
  /** There once the code was entered in this browser. */
  readonly record?: CustomerRecord;
  readonly reload: () => void;
  /** The details were closed, or their time is over. */
  readonly left: () => void;
}

interface Shown {
  readonly state: PageState;
  readonly overview?: Overview;
  readonly record?: CustomerRecord;
}

const PAUSE_MS = 1_000;

/** The case of the link in the address, loaded anew whenever something was sent. */
export function useCase(): OpenedCase {
  const [shown, setShown] = useState<Shown>({
    state: tokenOfAddress() === '' ? 'no-link' : 'loading',
  });
  const reload = useCallback(() => {
    if (tokenOfAddress() === '') setShown({ state: 'no-link' });
    else void load().then(setShown);
  }, []);
  useEffect(() => {
    if (tokenOfAddress() !== '') void load().then(setShown);
    addEventListener('hashchange', reload);
    return () => removeEventListener('hashchange', reload);
  }, [reload]);
  const left = useCallback(() => {
    setShown(({ state, overview }) => ({
      state,
      ...(overview && { overview: { ...overview, entered: false } }),
    }));
  }, []);
  return { ...shown, reload, left };
}

async function load(): Promise<Shown> {
  try {
    const overview = await answered(api.GET('/api/v1/customer/case'));
    if (!overview.entered) return { state: 'open', overview };
    return await withRecord(overview);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { state: stateOf(error) };
  }
}

async function withRecord(overview: Overview): Promise<Shown> {
  for (;;) {
    try {
      const record = await answered(api.GET('/api/v1/customer/case/record'));
      return { state: 'open', overview, record };
    } catch (error) {
      // Right after it was filed, its procedure is about to begin.
      if (!(error instanceof Failure) || error.kind !== 'not-yet') throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function stateOf({ kind, body }: Failure): PageState {
  if (kind === 'bad-link') return 'bad-link';
  if (kind === 'link-over') {
    const { reason } = recordOf(body);
    return reason === 'withdrawn' || reason === 'erased' ? reason : 'expired';
  }
  return 'failed';
}
