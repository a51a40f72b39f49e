import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCompany } from '../../company/company';
import type { Schemas } from '../../http/client';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useSession } from '../../session/session';
import { useNow } from '../../time/now';
import { Time } from '../../time/time';
import { administers } from '../areas';
import { Heading } from '../parts/heading';
import { useAccounts, usePeople } from '../parts/queries';
import { awayUntil } from './away';
import { NewPerson } from './new-person';
import { roleOptions } from './role-select';

type Account = Schemas['Account'];

const MINUTE = 60_000;

/** Everybody, with what an administrator looks for: where they are, what they may do, whether they are here. */
export default function PeoplePage() {
  const say = useSay();
  const session = useSession();
  const accounts = useAccounts();
  const people = usePeople();
  const now = useNow(MINUTE);
  const [adding, setAdding] = useState(false);
  const [filter, setFilter] = useState<Filter>({ text: '', all: false });
  const failed = [accounts, people].find(({ error }) => error !== null);
  const found = accounts.data?.filter((account) => matches(account, filter));
  const away = new Map(people.data?.map((one) => [one.user, awayUntil(one.absences, now)]));
  return (
    <>
      <Heading title={say('adm.people')} about={say('adm.people-about')}>
        {administers(session) && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('adm.person-new')}
          </Button>
        )}
      </Heading>
      <Filters filter={filter} change={setFilter} />
      {!found &&
        (failed ? <PageFailure error={failed.error} retry={failed.refetch} /> : <Loading what="list" />)}
      {found?.length === 0 && <p className="notice-box">{say('adm.people-none')}</p>}
      {found && found.length > 0 && <People found={found} away={away} />}
      {adding && <NewPerson close={() => setAdding(false)} />}
    </>
  );
}

interface Filter {
  readonly text: string;
  readonly department?: string;
  readonly role?: string;
  /** With those who are disabled. */
  readonly all: boolean;
}

function matches({ user, name, email, department, roles, disabled }: Account, filter: Filter): boolean {
  const text = filter.text.trim().toLowerCase();
  const words = [user, name, email ?? ''].join(' ').toLowerCase();
  return (
    (filter.all || !disabled) &&
    words.includes(text) &&
    (filter.department === undefined || department === filter.department) &&
    (filter.role === undefined || roles.some((role) => role === filter.role))
  );
}

function Filters({ filter, change }: { readonly filter: Filter; readonly change: (filter: Filter) => void }) {
  const say = useSay();
  const { company, title } = useCompany();
  const { department: _department, role: _role, ...rest } = filter;
  const kept = (name: 'department' | 'role', value: string | undefined): Filter => ({
    ...rest,
    ...(filter.department !== undefined && { department: filter.department }),
    ...(filter.role !== undefined && { role: filter.role }),
    ...(value !== undefined && { [name]: value }),
  });
  const without = (name: 'department' | 'role'): Filter => {
    const { [name]: _gone, ...others } = filter;
    return others;
  };
  const set = (name: 'department' | 'role', value: string | undefined): void =>
    change(value === undefined ? without(name) : kept(name, value));
  return (
    <div className="filters admin-filters">
      <Input
        className="filter-text"
        allowClear
        value={filter.text}
        placeholder={say('adm.people-search')}
        aria-label={say('adm.people-search')}
        onChange={({ target }) => change({ ...filter, text: target.value })}
      />
      <Select<string>
        className="filter"
        allowClear
        aria-label={say('field.department')}
        placeholder={say('field.department')}
        value={filter.department ?? null}
        options={company.departments.map((one) => ({ value: one.id, label: title(one.title) }))}
        onChange={(value: string | undefined) => set('department', value)}
      />
      <Select<string>
        className="filter"
        allowClear
        aria-label={say('adm.roles')}
        placeholder={say('adm.roles')}
        value={filter.role ?? null}
        options={roleOptions(say)}
        onChange={(value: string | undefined) => set('role', value)}
      />
      <Checkbox checked={filter.all} onChange={({ target }) => change({ ...filter, all: target.checked })}>
        {say('adm.people-all')}
      </Checkbox>
    </div>
  );
}

interface PeopleProps {
  readonly found: readonly Account[];
  readonly away: ReadonlyMap<string, string | undefined>;
}

function People({ found, away }: PeopleProps) {
  const say = useSay();
  const { department } = useCompany();
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th>{say('adm.name')}</th>
          <th>{say('adm.roles')}</th>
          <th>{say('field.department')}</th>
          <th>{say('adm.state')}</th>
          <th>{say('adm.last-sign-in')}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((account) => (
          <tr key={account.user}>
            <td data-label={say('adm.name')}>
              <Link to={encodeURIComponent(account.user)}>{account.name}</Link>{' '}
              <span className="quiet">{account.user}</span>
            </td>
            <td data-label={say('adm.roles')}>
              {account.roles.map((role) => say(`role.${role}`)).join(say('list.and'))}
            </td>
            <td data-label={say('field.department')}>{department(account.department)}</td>
            <td data-label={say('adm.state')}>
              <State account={account} awayUntil={away.get(account.user)} />
            </td>
            <td data-label={say('adm.last-sign-in')}>
              {account.lastSignInAt === null ? '–' : <Time at={account.lastSignInAt} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({
  account,
  awayUntil: until,
}: {
  readonly account: Account;
  readonly awayUntil: string | undefined;
}) {
  const say = useSay();
  if (account.disabled) return <span className="tag">{say('adm.disabled')}</span>;
  if (until !== undefined) {
    return (
      <span className="tag">
        {say('adm.away-until')} <Time at={until} />
      </span>
    );
  }
  if (account.password?.mustChange) return <span className="tag">{say('adm.must-change')}</span>;
  return account.sessions > 0 ? say('adm.signed-in') : '–';
}
