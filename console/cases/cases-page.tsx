import { Button, Input, Popover, Select } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { BulkBar } from '../bulk/bulk-bar';
import { mayAssign } from '../bulk/may-assign';
import { useChoosing } from '../bulk/use-choosing';
import { choiceOf } from '../commands/labels';
import { useCompany } from '../company/company';
import { api } from '../http/client';
import { mayImport } from '../import/may-import';
import { answered } from '../http/failure';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { useSession } from '../session/session';
import { isTooShort, TooShort } from '../shell/too-short';
import { CaseList } from './case-list';
import { ExportLinks } from './export-links';
import { FixedFilters } from './fixed-filters';
import { CHOICES, FILTERS, queryOf, STAGES, type Filter } from './filters';
import { useSavedFilters } from './saved-filters';

const PAGE = 60;

/** Every case that the reader may see, by what they look for; the address holds the filters. */
export default function CasesPage() {
  const say = useSay();
  useTitle(say('place.cases'));
  const session = useSession();
  const [params] = useSearchParams();
  const query = queryOf(params);
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['cases', 'list', query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/complaints', {
          params: { query: { ...query, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const choosing = useChoosing(
    params.toString(),
    items.map(({ number }) => number),
  );
  const loadMore = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [isFetching, fetchNextPage]);
  return (
    <div className="work-page">
      <div className="title-row">
        <h1 className="page-title">
          {say('place.cases')}{' '}
          {data && <span className="count">{`${items.length}${hasNextPage ? '+' : ''}`}</span>}
        </h1>
        <div className="title-links">
          {mayImport(session) && <Link to="/import">{say('place.import')}</Link>}
          <ExportLinks query={query} />
        </div>
      </div>
      <Filters />
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data && items.length === 0 && (
        <div className="notice-box">
          <p className="strong">{say('cases.nothing')}</p>
          <p className="quiet">
            {say([...params].length > 0 ? 'cases.nothing-filtered' : 'cases.nothing-yet')}
          </p>
        </div>
      )}
      {mayAssign(session) && <BulkBar choosing={choosing} query={query} />}
      {items.length > 0 && (
        <CaseList
          items={items}
          more={hasNextPage}
          loadMore={loadMore}
          choosing={mayAssign(session) ? choosing : undefined}
        />
      )}
    </div>
  );
}

function Filters() {
  const say = useSay();
  const { company, title } = useCompany();
  const [params, setParams] = useSearchParams();
  const [short, setShort] = useState(false);
  const set = (name: Filter, value: string | undefined): void => {
    const next = new URLSearchParams(params);
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const remove = (names: readonly Filter[]): void => {
    const next = new URLSearchParams(params);
    for (const name of names) next.delete(name);
    setParams(next, { replace: true });
  };
  const choice = (name: 'contentType' | 'urgency' | 'level' | 'kind') => (
    <Select<string>
      className="filter"
      aria-label={say(`field.${name}`)}
      placeholder={say(`field.${name}`)}
      value={params.get(name) ?? null}
      allowClear
      options={CHOICES[name].map((value) => ({ value, label: choiceOf(say, name, value) }))}
      onChange={(value) => set(name, value)}
    />
  );
  const some = FILTERS.some((name) => name !== 'sort' && params.has(name));
  return (
    <div className="filters">
      <TooShort open={short}>
        <Input.Search
          key={params.get('q') ?? ''}
          className="filter-text"
          allowClear
          defaultValue={params.get('q') ?? ''}
          placeholder={say('shell.search')}
          aria-label={say('shell.search')}
          onChange={() => setShort(false)}
          onBlur={() => setShort(false)}
          onSearch={(text) => {
            if (isTooShort(text)) setShort(true);
            else set('q', text.trim());
          }}
        />
      </TooShort>
      <Select<string[]>
        className="filter wide-filter"
        mode="multiple"
        maxTagCount={2}
        aria-label={say('field.stage')}
        placeholder={say('field.stage')}
        value={(params.get('stage') ?? '').split(',').filter((one) => one !== '')}
        options={STAGES.map((value) => ({ value, label: say(`stage.${value}`) }))}
        onChange={(values) => set('stage', values.join(','))}
      />
      <Select<string>
        className="filter"
        aria-label={say('field.department')}
        placeholder={say('field.department')}
        value={params.get('department') ?? null}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={company.departments.map((one) => ({ value: one.id, label: title(one.title) }))}
        onChange={(value) => set('department', value)}
      />
      {choice('contentType')}
      {choice('urgency')}
      {choice('kind')}
      <Button
        type={params.get('overdue') === 'true' ? 'primary' : 'default'}
        aria-pressed={params.get('overdue') === 'true'}
        onClick={() => set('overdue', params.get('overdue') === 'true' ? undefined : 'true')}
      >
        {say('cases.overdue')}
      </Button>
      <FixedFilters params={params} remove={remove} />
      <Select<string>
        className="filter"
        aria-label={say('cases.sort')}
        value={params.get('sort') ?? 'dueAt'}
        options={CHOICES.sort.map((value) => ({ value, label: say(`cases.sort-${value}`) }))}
        onChange={(value) => set('sort', value)}
      />
      {some && (
        <Button type="text" onClick={() => setParams({}, { replace: true })}>
          {say('cases.clear')}
        </Button>
      )}
      <Saved some={some} />
    </div>
  );
}

/** Filters under a name: one click brings them back. */
function Saved({ some }: { readonly some: boolean }) {
  const say = useSay();
  const [params, setParams] = useSearchParams();
  const { saved, save, remove } = useSavedFilters();
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const keep = (): void => {
    if (name.trim() === '') return;
    save({ name: name.trim(), search: params.toString() });
    setName('');
    setOpen(false);
  };
  return (
    <>
      {saved.map((filter) => (
        <span key={filter.name} className="saved-filter">
          <Button
            size="small"
            type={params.toString() === filter.search ? 'primary' : 'default'}
            onClick={() => setParams(new URLSearchParams(filter.search), { replace: true })}
          >
            {filter.name}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={say('cases.forget', { name: filter.name })}
            onClick={() => remove(filter.name)}
          >
            ×
          </Button>
        </span>
      ))}
      {some && (
        <Popover
          trigger="click"
          open={open}
          onOpenChange={setOpen}
          content={
            <div className="form-end">
              <Input
                autoFocus
                value={name}
                maxLength={40}
                aria-label={say('cases.filter-name')}
                placeholder={say('cases.filter-name')}
                onChange={({ target }) => setName(target.value)}
                onPressEnter={keep}
              />
              <Button type="primary" onClick={keep}>
                {say('cases.keep')}
              </Button>
            </div>
          }
        >
          <Button type="text">{say('cases.save')}</Button>
        </Popover>
      )}
    </>
  );
}
