import { useState } from 'react';
import { answered } from '../../http/failure';
import { useDraft } from '../drafts';
import { TextField } from '../field';
import { api, type CustomerRecord } from '../http';
import { useSay } from '../words/language';
import { Statement } from './statement';

interface Props {
  readonly record: CustomerRecord;
  readonly reload: () => void;
}

/** What is seldom done, and not by accident: withdrawing, and having a closed case handled again. */
export function More({ record: { admitted }, reload }: Props) {
  const say = useSay();
  const ways = (['reopen', 'withdraw'] as const).filter((way) => admitted.includes(way));
  if (ways.length === 0) return null;
  return (
    <section className="card no-print" aria-labelledby="more">
      <h2 id="more">{say('more.title')}</h2>
      {ways.map((way) => (
        <Way key={way} way={way} reload={reload} />
      ))}
    </section>
  );
}

function Way({ way, reload }: { readonly way: 'withdraw' | 'reopen'; readonly reload: () => void }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useDraft(way);
  return (
    <div className="field">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say(open ? 'cancel' : `${way}.open`)}
      </button>
      {open && (
        <Statement
          ready={reason.trim() !== ''}
          warning={say(`${way}.warning`)}
          submit={say(`${way}.submit`)}
          reload={reload}
          send={(commandId) => answered(send(way, commandId, reason))}
        >
          <TextField label={say(`${way}.reason`)} value={reason} required onChange={setReason} />
        </Statement>
      )}
    </div>
  );
}

function send(way: 'withdraw' | 'reopen', commandId: string, reason: string) {
  const body = { commandId, reason };
  return way === 'withdraw'
    ? api.POST('/api/v1/customer/withdraw', { body })
    : api.POST('/api/v1/customer/reopen', { body });
}
