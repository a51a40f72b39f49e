import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { refusalWords } from '../language/refusal-words';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { Time } from '../time/time';
import { readBulk, type BulkAssignment } from './bulk-api';
import './bulk.css';

const LOOK_EVERY_MS = 1_000;

/** How far a bulk assignment has come. It goes on by itself: this page may be left, and opened again. */
export default function BulkPage() {
  const say = useSay();
  useTitle(say('bulk.title'));
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['bulk', id],
    queryFn: () => readBulk(id),
    refetchInterval: ({ state }) => (state.data?.status === 'finished' ? false : LOOK_EVERY_MS),
  });
  return (
    <div className="bulk-page">
      <h1 className="page-title">{say('bulk.title')}</h1>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="page" />)}
      {data && (
        <div className="bulk-body">
          <Asked bulk={data} />
          <Standing bulk={data} />
          {data.refused.length > 0 && <Refused bulk={data} />}
        </div>
      )}
    </div>
  );
}

function Asked({ bulk: { department, handler, reason, by, at } }: Props) {
  const say = useSay();
  const { department: titleOf, person } = useCompany();
  return (
    <p className="quiet">
      {say('bulk.to', { department: titleOf(department) })}
      {handler !== null && ` · ${person(handler)}`}
      {reason !== null && ` · ${reason}`}
      {` · ${person(by)} · `}
      <Time at={at} />
    </p>
  );
}

interface Props {
  readonly bulk: BulkAssignment;
}

function Standing({ bulk: { status, of, done, refused } }: Props) {
  const say = useSay();
  const finished = status === 'finished';
  return (
    <section aria-live="polite">
      <progress value={done + refused.length} max={of} aria-label={say('bulk.progress')} />
      <p className="strong bulk-standing">
        {say(finished ? 'bulk.finished' : 'bulk.under-way', { done, of, refused: refused.length })}
      </p>
      <p className="quiet">
        {finished ? <Link to="/cases?stage=accepting">{say('bulk.see')}</Link> : say('bulk.goes-on')}
      </p>
    </section>
  );
}

function Refused({ bulk: { refused } }: Props) {
  const say = useSay();
  return (
    <table className="bulk-refused">
      <caption>{say('bulk.refused', { n: refused.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('bulk.number')}</th>
          <th scope="col">{say('bulk.why')}</th>
        </tr>
      </thead>
      <tbody>
        {refused.map(({ number, reason }) => (
          <tr key={number}>
            <td>
              <Link to={`/cases/${number}`}>{number}</Link>
            </td>
            <td>{refusalWords(say, reason.message)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
