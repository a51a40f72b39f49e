import { Button } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { failureText, PageFailure } from '../look/page-failure';
import { Time } from '../time/time';
import { fileImport, readImport, type Import } from './import-api';
import { RowProblemTable } from './row-problems';

const LOOK_EVERY_MS = 1_000;

/** One import: what was found, and how far its filing is. */
export function ImportResult({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', id],
    queryFn: () => readImport(id),
    refetchInterval: ({ state }) => (state.data?.state === 'filing' ? LOOK_EVERY_MS : false),
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  return (
    <section className="import-result" aria-live="polite">
      <h2>{data.filename}</h2>
      <Standing found={data} />
      {data.erased > 0 && <p>{say('import.erased', { n: data.erased })}</p>}
      {data.bad + data.failed > 0 && <RowProblemTable id={id} key={data.state} />}
    </section>
  );
}

function Standing({ found }: { readonly found: Import }) {
  const say = useSay();
  switch (found.state) {
    case 'checked':
      return <Checked found={found} />;
    case 'filing':
      return (
        <>
          <p>{say('import.filing', { n: found.filed, of: found.good })}</p>
          <progress
            value={found.filed + found.failed + found.erased}
            max={found.good}
            aria-label={say('import.progress')}
          />
          <p className="quiet">{say('import.goes-on')}</p>
        </>
      );
    case 'filed':
      return (
        <p className="strong">
          {say('import.filed', { n: found.filed })}{' '}
          {found.filed > 0 && <Link to="/cases?sort=createdAt">{say('import.see')}</Link>}
        </p>
      );
  }
}

function Checked({ found }: { readonly found: Import }) {
  const say = useSay();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => fileImport(found.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
  return (
    <>
      <p>
        {say(found.bad === 0 ? 'import.all-good' : 'import.some-bad', {
          rows: found.rows,
          good: found.good,
          bad: found.bad,
        })}
      </p>
      {found.filedBefore !== null && (
        <p className="import-again" role="alert">
          {say('import.again')} <Time at={found.filedBefore} />
        </p>
      )}
      {found.good > found.erased && (
        <div className="form-end">
          <Button type="primary" loading={isPending} onClick={() => mutate()}>
            {say('import.file', { n: found.good - found.erased })}
          </Button>
          <span className="quiet">{say(found.bad === 0 ? 'import.file-all' : 'import.file-good')}</span>
        </div>
      )}
      {error && <p role="alert">{failureText(error, say)}</p>}
    </>
  );
}
