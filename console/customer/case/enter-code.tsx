import { useEffect, useState } from 'react';
import { answered } from '../../http/failure';
import { Failed } from '../failed';
import { Field } from '../field';
import { api, type Overview } from '../http';
import { useSending } from '../send';
import { useSay } from '../words/language';

interface Props {
  readonly overview: Overview;
  /** The code was right. */
  readonly entered: () => void;
}

type Way = Overview['ways'][number];

const DIGITS = 6;

/** Asks for a code and takes it: from then on this browser is the customer’s. */
export function EnterCode({ overview: { ways }, entered }: Props) {
  const say = useSay();
  const asking = useSending();
  const [sentBy, setSentBy] = useState<Way>();
  const [wait, setWait] = useWait();
  const [typing, setTyping] = useState(ways.length === 0);

  const ask = (way: Way) =>
    asking.send(async () => {
      const { nextInSeconds } = await answered(api.POST('/api/v1/customer/code', { body: { way } }));
      setSentBy(way);
      setTyping(true);
      setWait(nextInSeconds);
    });

  return (
    <section className="card no-print" aria-labelledby="enter">
      <h2 id="enter">{say('enter.title')}</h2>
      <p>{say(ways.length === 0 ? 'enter.nothing' : 'enter.why')}</p>
      <div className="row">
        {ways.map((way) => (
          <button
            key={way}
            type="button"
            className={sentBy === undefined ? 'primary' : ''}
            disabled={asking.busy || wait > 0}
            onClick={() => void ask(way)}
          >
            {askWords(way)}
          </button>
        ))}
        {!typing && (
          <button type="button" className="quiet-button" onClick={() => setTyping(true)}>
            {say('enter.have')}
          </button>
        )}
      </div>
      <Failed failure={asking.failure} />
      {sentBy && <p role="status">{say(`enter.sent.${sentBy}`)}</p>}
      {typing && <CodeForm entered={entered} />}
    </section>
  );

  function askWords(way: Way): string {
    if (wait > 0) return say('enter.again-in', { seconds: wait });
    return say(sentBy === way ? 'enter.again' : `enter.${way}`);
  }
}

function CodeForm({ entered }: Pick<Props, 'entered'>) {
  const say = useSay();
  const { busy, failure, send } = useSending();
  const [code, setCode] = useState('');
  const enter = async () => {
    const isIn = await send(async () => {
      await answered(api.POST('/api/v1/customer/code/entry', { body: { code } }));
    });
    if (isIn) entered();
    else setCode('');
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <Field label={say('enter.code')}>
        {(control) => (
          <input
            {...control}
            className="code"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            maxLength={DIGITS}
            value={code}
            onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
          />
        )}
      </Field>
      <Failed failure={failure} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy || code.length < DIGITS}>
          {say('enter.submit')}
        </button>
      </div>
    </form>
  );
}

const SECOND_MS = 1_000;

/** Counts seconds down to nought. */
function useWait(): [number, (seconds: number) => void] {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setTimeout(() => setSeconds(seconds - 1), SECOND_MS);
    return () => clearTimeout(timer);
  }, [seconds]);
  return [seconds, setSeconds];
}
