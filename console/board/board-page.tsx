import { useQueries } from '@tanstack/react-query';
import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { Link } from 'react-router';
import { BulkBar } from '../bulk/bulk-bar';
import { ChooseBox } from '../bulk/choose-box';
import { mayAssign } from '../bulk/may-assign';
import { useChoosing, type Choosing } from '../bulk/use-choosing';
import { useCompany } from '../company/company';
import { api, type CaseSummary } from '../http/client';
import { answered } from '../http/failure';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { hasRole, useSession } from '../session/session';
import { ClockChip } from '../time/clock-chip';
import { classText } from '../work/case-row';

const COLUMNS = ['assigning', 'accepting', 'planning', 'handling', 'confirming'] as const;
type Column = (typeof COLUMNS)[number];
/** Until then nobody has been assigned. */
const WITHOUT_DEPARTMENT: ReadonlySet<Column> = new Set(['assigning']);
/** Cards of a column; more are in the list of cases. */
const CARDS = 50;
const ALL = '';

/** A department's cases by stage, and how much each of its people has. */
export default function BoardPage() {
  const say = useSay();
  useTitle(say('place.board'));
  const session = useSession();
  const { company, title } = useCompany();
  const [params, setParams] = useSearchParams();
  const own = hasRole(session, 'lead', 'handler') ? (session.department ?? ALL) : ALL;
  const department = params.get('department') ?? own;
  const columns = COLUMNS.filter((column) => department === ALL || !WITHOUT_DEPARTMENT.has(column));
  const results = useQueries({
    queries: columns.map((stage) => ({
      queryKey: ['cases', 'board', department, stage],
      queryFn: () =>
        answered(
          api.GET('/api/v1/complaints', {
            params: { query: { stage, limit: CARDS, ...(department !== ALL && { department }) } },
          }),
        ),
    })),
  });
  const failed = results.find(({ error }) => error !== null);
  const loaded = results.every(({ data }) => data !== undefined);
  const items = results.flatMap(({ data }) => data?.items ?? []);
  const choosing = useChoosing(
    department,
    items.map(({ number }) => number),
  );
  const listed = { stage: columns.join(','), ...(department !== ALL && { department }) };
  return (
    <div className="board-page">
      <h1 className="page-title">{say('place.board')}</h1>
      <div className="filters">
        <Select<string>
          className="filter wide-filter"
          aria-label={say('field.department')}
          value={department}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: ALL, label: say('board.all') },
            ...company.departments.map((one) => ({ value: one.id, label: title(one.title) })),
          ]}
          onChange={(value) => setParams({ department: value }, { replace: true })}
        />
      </div>
      {mayAssign(session) && <BulkBar choosing={choosing} query={listed} />}
      {failed?.error && <PageFailure error={failed.error} retry={failed.refetch} />}
      {!loaded && !failed && <Loading what="list" />}
      {loaded && <Load items={items} />}
      {loaded && (
        <div className="board">
          {columns.map((stage, index) => {
            const page = results[index]?.data;
            return (
              <Column
                key={stage}
                stage={stage}
                items={page?.items ?? []}
                more={page?.next !== undefined}
                choosing={mayAssign(session) ? choosing : undefined}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

interface ColumnProps {
  readonly stage: Column;
  readonly items: readonly CaseSummary[];
  readonly more: boolean;
  /** Absent: nothing can be done with several of them. */
  readonly choosing: Choosing | undefined;
}

function Column({ stage, items, more, choosing }: ColumnProps) {
  const say = useSay();
  return (
    <section className="board-column" aria-label={say(`stage.${stage}`)}>
      <h2>
        {say(`stage.${stage}`)} <span className="count">{`${items.length}${more ? '+' : ''}`}</span>
      </h2>
      {items.length === 0 && <p className="quiet">{say('board.empty')}</p>}
      {items.map((item) => (
        <div key={item.number} className="card-choice">
          <Card item={item} />
          {choosing && <ChooseBox number={item.number} choosing={choosing} />}
        </div>
      ))}
      {more && <Link to={`/cases?stage=${stage}`}>{say('board.more')}</Link>}
    </section>
  );
}

function Card({ item }: { readonly item: CaseSummary }) {
  const say = useSay();
  const { person, department } = useCompany();
  const holder = item.nextClock?.holder;
  return (
    <Link to={`/cases/${item.number}`} className="card">
      <span className="card-head">
        <ClockChip dueAt={item.dueAt} startedAt={item.nextClock?.startedAt} clause={item.nextClock?.clause} />
        <span className="number">{item.number.slice(-6)}</span>
      </span>
      <span className="matter">{item.matter}</span>
      <span className="quiet">
        {[
          holder && (holder.person === undefined ? department(holder.department) : person(holder.person)),
          classText(item, say),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Link>
  );
}

/** How many of these cases each person holds now. */
function Load({ items }: { readonly items: readonly CaseSummary[] }) {
  const say = useSay();
  const { person } = useCompany();
  const holders = Map.groupBy(items, ({ nextClock }) => nextClock?.holder.person ?? '');
  const loads = [...holders].filter(([user]) => user !== '').toSorted(([, a], [, b]) => b.length - a.length);
  const most = Math.max(1, ...loads.map(([, held]) => held.length));
  if (loads.length === 0) return null;
  return (
    <section className="loads" aria-label={say('board.load')}>
      {loads.slice(0, 12).map(([user, held]) => (
        <div key={user} className="load">
          <span>{person(user)}</span>
          <meter min={0} max={most} value={held.length} aria-label={person(user)} />
          <span className="count">{held.length}</span>
        </div>
      ))}
    </section>
  );
}
