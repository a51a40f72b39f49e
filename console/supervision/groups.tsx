import { Link } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { Time } from '../time/time';
import { casesLink } from './links';
import { useOpenGroups, type Group } from './queries';
import { SolutionOf } from './solution';

/** The widespread complaints that are open, each with its one solution. */
export function Groups() {
  const say = useSay();
  const { data, error, refetch } = useOpenGroups(true);
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  if (data.length === 0) return <p className="quiet">{say('widespread.none')}</p>;
  return (
    <ul className="plain">
      {data.map((group) => (
        <li key={group.id} className="group-of-cases">
          <GroupHead group={group} />
          <SolutionOf group={group} />
        </li>
      ))}
    </ul>
  );
}

/** Which, since when, how many, under whose rules. */
export function GroupHead({ group }: { readonly group: Group }) {
  const say = useSay();
  const { policy, title } = useCompany();
  const pack = policy(group.policy);
  return (
    <p className="group-head">
      <Link to={`/widespread-groups/${group.id}`} className="number">
        {group.id}
      </Link>
      <Link to={casesLink({ widespread: group.id })}>{say('widespread.cases', { n: group.openCases })}</Link>
      <span className="quiet">
        {pack ? title(pack.title) : group.policy} · {say('widespread.found')} <Time at={group.foundAt} />
      </span>
    </p>
  );
}
