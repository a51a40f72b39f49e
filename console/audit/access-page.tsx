import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useCompany } from '../company/company';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';
import { isMessageKey, sayWord, useSay, type Say } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { useSession } from '../session/session';
import { Time } from '../time/time';
import { Areas } from './areas';
import './audit.css';
import { readsAccessRecord } from './may-audit';

type Entry = Schemas['AccessEntry'];

const PAGE = 50;

/** What is looked for most; other operations are found by their case or person. */
const ACTIONS = [
  'openComplaint',
  'searchComplaints',
  'revealContacts',
  'exportComplaints',
  'downloadFile',
  'readHistory',
  'decodePayloads',
  'readAccessRecord',
] as const;

/** Who opened, searched, revealed, exported or changed what, and what was refused. */
export default function AccessPage() {
  const say = useSay();
  useTitle(say('audit.access'));
  if (!readsAccessRecord(useSession())) return <p className="notice-box">{say('failure.not-allowed')}</p>;
  return (
    <div className="page audit-page">
      <h1 className="page-title">{say('audit.access')}</h1>
      <Areas />
      <p className="quiet">{say('audit.access-about')}</p>
      <Filters />
      <Entries />
    </div>
  );
}

type Filter = 'user' | 'number' | 'action';

function Filters() {
  const say = useSay();
  const { company } = useCompany();
  const [params, setParams] = useSearchParams();
  const set = (name: Filter, value: string | undefined): void => {
    const next = new URLSearchParams(params);
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  return (
    <div className="filters">
      <Input.Search
        key={params.get('number') ?? ''}
        className="filter-text"
        allowClear
        defaultValue={params.get('number') ?? ''}
        placeholder={say('audit.number')}
        aria-label={say('audit.number')}
        onSearch={(text) => set('number', text.trim())}
      />
      <Select<string>
        className="filter"
        aria-label={say('audit.who')}
        placeholder={say('audit.who')}
        value={params.get('user') ?? null}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={company.people.map((one) => ({ value: one.user, label: one.name }))}
        onChange={(value) => set('user', value)}
      />
      <Select<string>
        className="filter"
        aria-label={say('audit.what')}
        placeholder={say('audit.what')}
        value={params.get('action') ?? null}
        allowClear
        popupMatchSelectWidth={false}
        options={ACTIONS.map((value) => ({ value, label: say(`access.${value}`) }))}
        onChange={(value) => set('action', value)}
      />
    </div>
  );
}

function Entries() {
  const say = useSay();
  const [params] = useSearchParams();
  const [user, number, action] = [params.get('user'), params.get('number'), params.get('action')];
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit', 'access', user, number, action],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/access-record', {
          params: {
            query: {
              limit: PAGE,
              ...(user && { user }),
              ...(number && { number }),
              ...(action && { action }),
              ...(pageParam !== '' && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="notice-box">{say('audit.access-none')}</p>;
  return (
    <>
      <div className="audit-scroll" tabIndex={0} role="region" aria-label={say('audit.access')}>
        <table className="audit-table">
          <thead>
            <tr>
              <th scope="col">{say('audit.when')}</th>
              <th scope="col">{say('audit.who')}</th>
              <th scope="col">{say('audit.what')}</th>
              <th scope="col">{say('audit.of')}</th>
              <th scope="col">{say('audit.more')}</th>
              <th scope="col">{say('audit.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('adm.more')}
        </Button>
      )}
    </>
  );
}

/** Operations have words of their own; a command has those that it has everywhere. */
function doneBy(say: Say, action: string): string {
  return isMessageKey(`access.${action}`) ? sayWord(say, 'access', action) : sayWord(say, 'command', action);
}

function Line({ entry }: { readonly entry: Entry }) {
  const say = useSay();
  const { person } = useCompany();
  const { at, user, action, number, about, reason, words, fields, filters, outcome } = entry;
  return (
    <tr>
      <td data-label={say('audit.when')}>
        <Time at={at} />
      </td>
      <th scope="row" data-label={say('audit.who')}>
        {user === 'customer' ? say('field.customer') : person(user)}
      </th>
      <td data-label={say('audit.what')}>{doneBy(say, action)}</td>
      <td data-label={say('audit.of')}>
        {number === undefined ? about : <Link to={`/audit/cases/${number}`}>{number}</Link>}
      </td>
      <td className="audit-more" data-label={say('audit.more')}>
        {reason !== undefined && <q>{reason}</q>}
        {words !== undefined && <mark>{words}</mark>}
        {fields?.map((field) => sayWord(say, 'field', field)).join(say('list.and'))}
        {filters &&
          Object.entries(filters)
            .map(([name, value]) => `${sayWord(say, 'field', name)} ${value}`)
            .join(say('list.and'))}
      </td>
      <td data-label={say('audit.outcome')}>
        {outcome === 'done' ? say('audit.done') : sayWord(say, 'failure', outcome)}
      </td>
    </tr>
  );
}
