import { useRef, useState } from 'react';
import { Failure } from '../http/failure';
import { newId } from './http';

/** Sending something, and what came of it. */
export interface Sending {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** Sends under an id that stays the same until it has arrived: repeating it does nothing twice. */
  readonly send: (attempt: (id: string) => Promise<void>) => Promise<boolean>;
}

/** Keeps what was typed where it is until the server has it. */
export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const id = useRef(newId());
  const send = async (attempt: (id: string) => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await attempt(id.current);
      id.current = newId();
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // Refused is refused: what is sent next is something else.
      if (error.status >= 400 && error.status < 500) id.current = newId();
      setFailure(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, send };
}
