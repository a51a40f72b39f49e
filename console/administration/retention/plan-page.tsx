import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay, type Say } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { hasRole, useSession } from '../../session/session';
import { Time } from '../../time/time';
import { Heading } from '../parts/heading';

type Planned = Schemas['PlannedCase'];

/** The cases of one plan, each with its rule and what came of it. */
export default function PlanPage() {
  const say = useSay();
  const { plan: id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'retention', 'plans', id],
    queryFn: () =>
      answered(api.GET('/api/v1/retention/plans/{id}', { params: { path: { id }, query: { limit: 200 } } })),
  });
  return (
    <>
      <Heading
        title={say('ret.plan-of', { id })}
        about={say('adm.retention-about')}
        back={{ to: '/administration/retention', title: say('adm.retention') }}
      />
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data && <Cases items={data.items} />}
      {data?.next !== undefined && <p className="quiet">{say('ret.more')}</p>}
    </>
  );
}

function Cases({ items }: { readonly items: readonly Planned[] }) {
  const say = useSay();
  const opensCases = !hasRole(useSession(), 'administrator');
  if (items.length === 0) return <p className="notice-box">{say('ret.dry-run-none')}</p>;
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th>{say('ret.number')}</th>
          <th>{say('ret.kept-until')}</th>
          <th>{say('ret.rule')}</th>
          <th>{say('ret.result')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((planned) => (
          <tr key={planned.number}>
            <td data-label={say('ret.number')} className="number">
              {opensCases ? <Link to={`/cases/${planned.number}`}>{planned.number}</Link> : planned.number}
            </td>
            <td data-label={say('ret.kept-until')}>
              <Time at={planned.keptUntil} />
            </td>
            <td data-label={say('ret.rule')}>{ruleText(planned, say)}</td>
            <td data-label={say('ret.result')}>{resultText(planned, say)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ruleText({ rule: { policy, version, importance, length } }: Planned, say: Say): string {
  return say('ret.rule-of', {
    policy,
    version,
    importance: say(`ret.${importance}`),
    length: length ?? say('ret.no-length'),
  });
}

function resultText({ result }: Planned, say: Say): string {
  if (result === null) return say('ret.waiting');
  return result.why === null ? say('ret.result-erased') : say(`ret.left-${result.why}`);
}
