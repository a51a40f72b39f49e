import { useState } from 'react';
import { answered } from '../../http/failure';
import { useDraft } from '../drafts';
import { Failed } from '../failed';
import { TextField } from '../field';
import { api } from '../http';
import { useSending } from '../send';
import { Moment } from '../time';
import { useSay } from '../words/language';
import type { DetailsProps } from './details';

type Props = Pick<DetailsProps, 'overview' | 'record' | 'reload'>;

/** What the customer and we have written to each other, and a place to write. */
export function Messages({ overview: { zone }, record: { messages, admitted }, reload }: Props) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="messages">
      <h2 id="messages">{say('messages.title')}</h2>
      {messages.length === 0 && <p className="quiet">{say('messages.none')}</p>}
      <ol className="thread">
        {messages.map(({ text, at, from }) => (
          <li key={at + text} className={`from-${from}`}>
            <p className="quiet small">
              {say(`messages.from.${from}`)} · <Moment at={at} zone={zone} />
            </p>
            <p className="said">{text}</p>
          </li>
        ))}
      </ol>
      {admitted.includes('note') ? (
        <Writing reload={reload} />
      ) : (
        <p className="quiet">{say('messages.closed')}</p>
      )}
    </section>
  );
}

function Writing({ reload }: Pick<Props, 'reload'>) {
  const say = useSay();
  const { busy, failure, send } = useSending();
  const [text, setText] = useDraft('message');
  const [sent, setSent] = useState(false);
  const write = async () => {
    const done = await send(async (commandId) => {
      await answered(api.POST('/api/v1/customer/note', { body: { commandId, text } }));
    });
    setSent(done);
    if (done) setText('');
    reload();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <TextField label={say('messages.write')} hint={say('messages.hint')} value={text} onChange={setText} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy || text.trim() === ''}>
          {say('messages.send')}
        </button>
        {sent && text === '' && <span role="status">{say('messages.sent')}</span>}
      </div>
      <Failed failure={failure} />
    </form>
  );
}
