import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { Time } from '../time/time';
import { latestImports } from './import-api';

/** What was imported lately; nothing while nothing was. */
export function LatestImports() {
  const say = useSay();
  const { person } = useCompany();
  const { data = [] } = useQuery({ queryKey: ['imports'], queryFn: latestImports });
  if (data.length === 0) return null;
  return (
    <section className="import-latest">
      <h2>{say('import.latest')}</h2>
      <ul>
        {data.map((one) => (
          <li key={one.id}>
            <Link to={`/import?id=${one.id}`}>{one.filename}</Link>{' '}
            <span>{say(`import.state.${one.state}`, { good: one.good, bad: one.bad, n: one.filed })}</span>{' '}
            <span className="quiet">
              {person(one.uploadedBy)} <Time at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
