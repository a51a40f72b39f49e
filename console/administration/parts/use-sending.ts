import { useState } from 'react';

export interface Sending {
  readonly sending: boolean;
  /** Why the last one did not go through; undefined if it did. */
  readonly failure: unknown;
  /** Carries it out; its answer, or undefined if it failed. */
  readonly send: <T>(call: () => Promise<T>) => Promise<{ readonly answer: T } | undefined>;
  readonly forget: () => void;
}

/** Something that is sent when somebody asks for it, and may be refused. */
export function useSending(): Sending {
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  return {
    sending,
    failure,
    forget: () => setFailure(undefined),
    send: async (call) => {
      setSending(true);
      setFailure(undefined);
      try {
        return { answer: await call() };
      } catch (error) {
        setFailure(error);
        return undefined;
      } finally {
        setSending(false);
      }
    },
  };
}
