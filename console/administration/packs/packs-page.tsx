import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useCompany } from '../../company/company';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useSession } from '../../session/session';
import { administers } from '../areas';
import { Heading } from '../parts/heading';
import { usePacks } from '../parts/queries';

/** The packs by which cases are handled. */
export default function PacksPage() {
  const say = useSay();
  const go = useNavigate();
  const { title, company } = useCompany();
  const { data, error, refetch } = usePacks();
  return (
    <>
      <Heading title={say('adm.packs')} about={say('adm.packs-about')}>
        {administers(useSession()) && (
          <Button onClick={() => void go('/administration/packs/new')}>{say('adm.pack-new')}</Button>
        )}
      </Heading>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data?.length === 0 && <p className="notice-box">{say('adm.packs-none')}</p>}
      {data && data.length > 0 && (
        <table className="admin-table">
          <thead>
            <tr>
              <th>{say('adm.pack')}</th>
              <th>{say('adm.id')}</th>
              <th>{say('adm.pack-newest')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((pack) => (
              <tr key={pack.id}>
                <td data-label={say('adm.pack')}>
                  <Link to={pack.id}>{title(pack.title)}</Link>{' '}
                  {pack.id === company.defaultPolicy && (
                    <span className="tag">{say('adm.pack-default')}</span>
                  )}
                </td>
                <td data-label={say('adm.id')}>
                  <code>{pack.id}</code>
                </td>
                <td data-label={say('adm.pack-newest')}>
                  {say('adm.version', { n: pack.versions[0] ?? 0 })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
