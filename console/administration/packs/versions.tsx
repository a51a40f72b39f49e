import type { Schemas } from '../../http/client';
import { useCompany } from '../../company/company';
import { useSay } from '../../language/language';
import { Time } from '../../time/time';

interface Props {
  readonly versions: readonly Schemas['PackVersionLine'][];
  readonly shown: number;
  readonly choose: (version: number) => void;
}

/** Every version, who published it and why, and how many cases still run under it. */
export function Versions({ versions, shown, choose }: Props) {
  const say = useSay();
  const { person } = useCompany();
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th>{say('adm.versions')}</th>
          <th>{say('adm.published')}</th>
          <th>{say('adm.reason')}</th>
          <th>{say('adm.open-cases')}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, publishedAt, publishedBy, reason, openCases }, index) => (
          <tr key={version} className={version === shown ? 'chosen' : ''}>
            <td data-label={say('adm.versions')}>
              <button
                type="button"
                className="as-link"
                aria-current={version === shown}
                onClick={() => choose(version)}
              >
                {say('adm.version', { n: version })}
              </button>{' '}
              {index === 0 && <span className="tag">{say('adm.in-force')}</span>}
            </td>
            <td data-label={say('adm.published')}>
              {publishedAt === null ? say('adm.published-file') : <Time at={publishedAt} />}{' '}
              {publishedBy !== null && person(publishedBy)}
            </td>
            <td data-label={say('adm.reason')}>{reason ?? '–'}</td>
            <td data-label={say('adm.open-cases')}>{openCases}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
