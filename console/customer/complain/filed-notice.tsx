import { useCallback, useEffect, useState } from 'react';
import { Failure } from '../../http/failure';
import { sendFile, wordsOf, type Filed } from '../http';
import { useSay } from '../words/language';

interface Props {
  readonly filed: Filed;
  readonly files: readonly File[];
  readonly again: () => void;
}

/** The number, large enough to be written down, and what comes next. */
export function FiledNotice({ filed: { number, link, filesPass }, files, again }: Props) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="filed">
      <h1 id="filed" role="status">
        {say('filed.title')}
      </h1>
      <p>{say('filed.number')}</p>
      <p className="big-number">{number}</p>
      <p>{say('filed.keep')}</p>
      <p>{say(`filed.link.${link}`)}</p>
      <ul>
        {files.map((file, index) => (
          <Upload key={`${index}-${file.name}`} file={file} pass={filesPass} />
        ))}
      </ul>
      <div className="row no-print">
        <button type="button" onClick={() => print()}>
          {say('print')}
        </button>
        <button type="button" className="quiet-button" onClick={again}>
          {say('filed.again')}
        </button>
      </div>
    </section>
  );
}

type State = 'sending' | 'sent' | Failure;

/** A file on its way: the complaint itself is safe already. */
function Upload({ file, pass }: { readonly file: File; readonly pass: string }) {
  const say = useSay();
  const [state, setState] = useState<State>('sending');
  const send = useCallback(async () => {
    setState('sending');
    setState(await outcomeOf(file, pass));
  }, [file, pass]);
  useEffect(() => {
    void outcomeOf(file, pass).then(setState);
  }, [file, pass]);
  const { name } = file;
  if (state instanceof Failure) {
    return (
      <li>
        <p className="problem" role="alert">
          {say('files.failed', { name, why: wordsOf(state, say) })}
        </p>
        <button type="button" onClick={() => void send()}>
          {say('files.retry')}
        </button>
      </li>
    );
  }
  return (
    <li>
      <p role="status">{say(state === 'sent' ? 'files.sent' : 'files.sending', { name })}</p>
    </li>
  );
}

const ATTEMPTS = 30;
const PAUSE_MS = 1_000;

/** Right after it was filed, the procedure of the complaint is about to begin: then it is tried again. */
async function outcomeOf(file: File, pass: string): Promise<'sent' | Failure> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sendFile('/api/v1/public/files', file, { 'Files-Pass': pass });
      return 'sent';
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.kind !== 'not-yet' || attempt === ATTEMPTS) return error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
