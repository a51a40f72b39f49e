import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useSay } from '../language/language';
import { useTitle } from '../look/title';
import { useSession } from '../session/session';
import { NothingHere } from '../shell/nothing-here';
import { ImportResult } from './import-result';
import './import.css';
import { LatestImports } from './latest-imports';
import { mayImport } from './may-import';
import { ImportUpload } from './upload';

/** Complaints from a file: looked at first, filed when somebody says so. The address holds which one. */
export default function ImportPage() {
  const say = useSay();
  useTitle(say('place.import'));
  const session = useSession();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  if (!mayImport(session)) return <NothingHere />;
  const id = params.get('id');
  const uploaded = (next: string): void => {
    setParams({ id: next });
    void queries.invalidateQueries({ queryKey: ['imports'] });
  };
  return (
    <div className="import-page">
      <h1 className="page-title">{say('place.import')}</h1>
      <div className="import-body">
        {id === null && (
          <ol className="import-steps">
            <li>{say('import.step-template')}</li>
            <li>{say('import.step-check')}</li>
            <li>{say('import.step-file')}</li>
          </ol>
        )}
        <ImportUpload first={id === null} uploaded={uploaded} />
        {id !== null && <ImportResult id={id} key={id} />}
        <LatestImports />
      </div>
    </div>
  );
}
