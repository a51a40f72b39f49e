import { UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { Failure, type FieldProblem } from '../http/failure';
import { useLanguage } from '../language/language';
import { failureText } from '../look/page-failure';
import { uploadFile } from './import-api';
import { cellOf, serverSays } from './server-says';

/** What the server takes, in bytes. */
const LARGEST = 10 * 1024 * 1024;

interface Props {
  /** It is the first thing to do on the page. */
  readonly first: boolean;
  readonly uploaded: (id: string) => void;
}

/** Takes a file; what is wrong with it as a whole is said under the button. */
export function ImportUpload({ first, uploaded }: Props) {
  const { say, language } = useLanguage();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const take = async (file: File): Promise<void> => {
    setFailure(undefined);
    setSending(true);
    try {
      if (file.size > LARGEST) throw new Failure(413, 'too-large', '');
      uploaded(await uploadFile(file));
    } catch (error) {
      setFailure(error);
    } finally {
      setSending(false);
    }
  };

  return (
    <div className="import-upload">
      <div className="form-end">
        <Upload
          accept=".csv,.xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button type={first ? 'primary' : 'default'} icon={<UploadOutlined />} loading={sending}>
            {say(sending ? 'import.checking' : 'import.choose')}
          </Button>
        </Upload>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={`/api/v1/imports/template?format=${format}&language=${language}`} download>
            {say('import.template', { format: format.toUpperCase() })}
          </a>
        ))}
      </div>
      {failure !== undefined && <FileRefused failure={failure} />}
    </div>
  );
}

function FileRefused({ failure }: { readonly failure: unknown }) {
  const { say } = useLanguage();
  const fields = failure instanceof Failure ? failure.fields : [];
  return (
    <div className="import-refused" role="alert">
      <p className="strong">{say('import.refused')}</p>
      {fields.length === 0 ? (
        <p>
          {failure instanceof Failure && failure.status === 413
            ? say('import.too-large')
            : failureText(failure, say)}
        </p>
      ) : (
        <ul>
          {fields.map((problem) => (
            <li key={problem.field + problem.message}>{wordsFor(problem)}</li>
          ))}
        </ul>
      )}
    </div>
  );

  function wordsFor({ field, message }: FieldProblem): string {
    const cell = cellOf(field);
    const words = serverSays(say, message, '');
    return cell === '' ? words : say('import.at', { cell, words });
  }
}
