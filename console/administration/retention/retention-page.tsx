import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCompany } from '../../company/company';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { hasRole, useSession } from '../../session/session';
import { Time } from '../../time/time';
import { Heading } from '../parts/heading';
import { SubjectForm } from './subject-form';
import '../../keeping/keeping.css';

/** What is going to be erased, what was, and what is held. */
export default function RetentionPage() {
  const say = useSay();
  const answers = hasRole(useSession(), 'head-of-customer-service');
  return (
    <div className="retention">
      <Heading title={say('adm.retention')} about={say('adm.retention-about')} />
      <section aria-labelledby="dry-run">
        <h2 id="dry-run">{say('ret.dry-run')}</h2>
        <DryRun />
      </section>
      <section aria-labelledby="plans">
        <h2 id="plans">{say('ret.plans')}</h2>
        <Plans />
      </section>
      <section aria-labelledby="holds">
        <h2 id="holds">{say('ret.holds')}</h2>
        <Holds />
      </section>
      {answers && (
        <section aria-labelledby="subject">
          <h2 id="subject">{say('sub.title')}</h2>
          <SubjectForm />
        </section>
      )}
    </div>
  );
}

function DryRun() {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'retention', 'dry-run'],
    queryFn: () => answered(api.GET('/api/v1/retention/dry-run')),
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  return <p>{data.cases === 0 ? say('ret.dry-run-none') : say('ret.dry-run-some', { n: data.cases })}</p>;
}

function Plans() {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'retention', 'plans'],
    queryFn: () => answered(api.GET('/api/v1/retention/plans')).then(({ items }) => items),
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  if (data.length === 0) return <p className="notice-box">{say('ret.plans-none')}</p>;
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th>{say('ret.plan')}</th>
          <th>{say('ret.made')}</th>
          <th>{say('ret.due')}</th>
          <th>{say('ret.cases')}</th>
          <th>{say('ret.erased')}</th>
          <th>{say('ret.left')}</th>
        </tr>
      </thead>
      <tbody>
        {data.map((plan) => (
          <tr key={plan.id}>
            <td data-label={say('ret.plan')}>
              <Link to={`/administration/retention/${plan.id}`}>{plan.id}</Link>
            </td>
            <td data-label={say('ret.made')}>
              <Time at={plan.madeAt} />
            </td>
            <td data-label={say('ret.due')}>
              <Time at={plan.dueAt} />
            </td>
            <td data-label={say('ret.cases')}>{plan.cases}</td>
            <td data-label={say('ret.erased')}>{plan.erased}</td>
            <td data-label={say('ret.left')}>{plan.left}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Holds() {
  const say = useSay();
  const { person } = useCompany();
  const opensCases = !hasRole(useSession(), 'administrator');
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'retention', 'holds'],
    queryFn: () => answered(api.GET('/api/v1/legal-holds', { params: { query: { limit: 200 } } })),
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  if (data.items.length === 0) return <p className="notice-box">{say('ret.holds-none')}</p>;
  return (
    <>
      <table className="admin-table">
        <thead>
          <tr>
            <th>{say('ret.number')}</th>
            <th>{say('keep.reason')}</th>
            <th>{say('ret.holder')}</th>
            <th>{say('ret.placed')}</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((hold) => (
            <tr key={hold.id}>
              <td data-label={say('ret.number')} className="number">
                {opensCases ? <Link to={`/cases/${hold.number}`}>{hold.number}</Link> : hold.number}
              </td>
              <td data-label={say('keep.reason')}>{hold.reason}</td>
              <td data-label={say('ret.holder')}>{person(hold.by)}</td>
              <td data-label={say('ret.placed')}>
                <Time at={hold.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.next !== undefined && <p className="quiet">{say('ret.more')}</p>}
    </>
  );
}
