import { useState, type ReactNode } from 'react';
import { forgetDrafts } from '../drafts';
import { Failed } from '../failed';
import type { Taken } from '../http';
import { useSending } from '../send';
import { useSay } from '../words/language';

interface Props {
  /** Whether enough is filled in. */
  readonly ready: boolean;
  /** What it does, said before it is sent. */
  readonly warning: string;
  readonly submit: string;
  readonly reload: () => void;
  readonly send: (commandId: string) => Promise<Taken>;
  readonly children: ReactNode;
}

/** Something that the customer says, and that moves their case on. */
export function Statement({ ready, warning, submit, reload, send: sendIt, children }: Props) {
  const say = useSay();
  const { busy, failure, send } = useSending();
  const [taken, setTaken] = useState<Taken['taken']>();
  const submitIt = async () => {
    const done = await send(async (commandId) => setTaken((await sendIt(commandId)).taken));
    if (done) forgetDrafts();
    // Refused or not: the page shows how things stand now.
    reload();
  };
  if (taken) {
    return (
      <p role="status" className="promise">
        {say(`taken.${taken}`)}
      </p>
    );
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submitIt();
      }}
    >
      {children}
      <p className="quiet small">{warning}</p>
      <Failed failure={failure} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy || !ready}>
          {submit}
        </button>
      </div>
    </form>
  );
}
