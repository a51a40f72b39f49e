import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { FoundText } from '../cases/found-text';
import { useCompany } from '../company/company';
import { api, type ListedCase } from '../http/client';
import { answered } from '../http/failure';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { useSession } from '../session/session';
import { Time } from '../time/time';
import './audit.css';
import { AuditFilters } from './audit-filters';
import { Areas } from './areas';
import { auditQuery } from './audit-query';
import { examines } from './may-audit';

const PAGE = 50;

/** Every case there is or was, open, closed or archived, for whoever examines them. */
export default function AuditPage() {
  const say = useSay();
  useTitle(say('place.audit'));
  return examines(useSession()) ? <Search /> : <p className="notice-box">{say('failure.not-allowed')}</p>;
}

function Search() {
  const say = useSay();
  const { zone } = useCompany();
  const [params] = useSearchParams();
  const query = auditQuery(params, zone);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit', 'cases', query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/complaints', {
          params: {
            query: {
              ...query,
              sort: 'createdAt',
              limit: PAGE,
              ...(pageParam !== '' && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page audit-page">
      <h1 className="page-title">{say('place.audit')}</h1>
      <Areas />
      <AuditFilters />
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data && items.length === 0 && (
        <div className="notice-box">
          <p className="strong">{say('cases.nothing')}</p>
          <p className="quiet">{say('audit.nothing-more')}</p>
        </div>
      )}
      {items.length > 0 && <Found items={items} />}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('adm.more')}
        </Button>
      )}
    </div>
  );
}

function Found({ items }: { readonly items: readonly ListedCase[] }) {
  const say = useSay();
  const { person, policy, title } = useCompany();
  return (
    <div className="audit-scroll" tabIndex={0} role="region" aria-label={say('place.audit')}>
      <table className="audit-table">
        <thead>
          <tr>
            <th scope="col">{say('audit.number')}</th>
            <th scope="col">{say('field.customer')}</th>
            <th scope="col">{say('field.matter')}</th>
            <th scope="col">{say('field.stage')}</th>
            <th scope="col">{say('field.owner')}</th>
            <th scope="col">{say('field.policy')}</th>
            <th scope="col">{say('audit.entered')}</th>
            <th scope="col">{say('audit.closed')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const pack = policy(item.policy);
            return (
              <tr key={item.number}>
                <th scope="row">
                  <Link className="number" to={`/audit/cases/${item.number}`}>
                    {item.number}
                  </Link>
                </th>
                <td data-label={say('field.customer')}>{item.customerName}</td>
                <td className="audit-matter" data-label={say('field.matter')}>
                  {item.matter}
                  {item.found && <FoundText found={item.found} />}
                </td>
                <td data-label={say('field.stage')}>{say(`stage.${item.stage}`)}</td>
                <td data-label={say('field.owner')}>{person(item.owner)}</td>
                <td data-label={say('field.policy')}>
                  {pack ? title(pack.title) : item.policy}{' '}
                  <span className="quiet">v{item.policyVersion}</span>
                </td>
                <td data-label={say('audit.entered')}>
                  <Time at={item.createdAt} />
                </td>
                <td data-label={say('audit.closed')}>
                  {item.closedAt === null ? '–' : <Time at={item.closedAt} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
