import { useState } from 'react';
import { Failure } from '../../http/failure';
import { Failed } from '../failed';
import { FilePicker } from '../file-picker';
import { saveFile, sendFile, wordsOf } from '../http';
import { useSay } from '../words/language';
import type { DetailsProps } from './details';

type Props = Pick<DetailsProps, 'record' | 'reload'>;

/** Files both ways. */
export function Files({ record: { files, admitted }, reload }: Props) {
  const say = useSay();
  const [failure, setFailure] = useState<Failure>();
  const save = async (id: string, filename: string) => {
    setFailure(undefined);
    try {
      await saveFile(id, filename);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      setFailure(error);
    }
  };
  const maySend = admitted.includes('file');
  if (files.length === 0 && !maySend) return null;
  return (
    <section className="card" aria-labelledby="files">
      <h2 id="files">{say('files.title')}</h2>
      {files.length === 0 && <p className="quiet">{say('files.none')}</p>}
      <ul className="files">
        {files.map(({ id, filename, from }) => (
          <li key={id}>
            <span>
              {filename} <span className="quiet small">{say(`messages.from.${from}`)}</span>
            </span>
            <button
              type="button"
              className="quiet-button no-print"
              aria-label={say('files.download', { name: filename })}
              onClick={() => void save(id, filename)}
            >
              {say('files.save')}
            </button>
          </li>
        ))}
      </ul>
      <Failed failure={failure} />
      {maySend && <Sending reload={reload} />}
    </section>
  );
}

function Sending({ reload }: Pick<Props, 'reload'>) {
  const say = useSay();
  const [lines, setLines] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const sendAll = async (chosen: readonly File[]) => {
    setBusy(true);
    const said: string[] = [];
    for (const file of chosen) {
      setLines([...said, say('files.sending', { name: file.name })]);
      said.push(await outcomeOf(file));
      setLines([...said]);
    }
    setBusy(false);
    reload();
  };
  const outcomeOf = async (file: File): Promise<string> => {
    try {
      await sendFile('/api/v1/customer/files', file);
      return say('files.sent', { name: file.name });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return say('files.failed', { name: file.name, why: wordsOf(error, say) });
    }
  };
  return (
    <div className="field no-print">
      <FilePicker label={say('files.add')} disabled={busy} onChosen={(chosen) => void sendAll(chosen)} />
      <div role="status">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  );
}
