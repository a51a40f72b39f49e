import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { isTooShort, TooShort } from '../shell/too-short';
import { AUDIT_FILTERS, type AuditFilter } from './audit-query';

/** By number, text or customer; by person, pack, clause that was broken, and the days of entry. */
export function AuditFilters() {
  const say = useSay();
  const { company, title } = useCompany();
  const [params, setParams] = useSearchParams();
  const [short, setShort] = useState(false);
  const set = (values: Readonly<Partial<Record<AuditFilter, string | undefined>>>): void => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setParams(next, { replace: true });
  };
  const [from, to] = [params.get('from'), params.get('to')];
  const clauses = company.policies.flatMap(({ clocks }) =>
    clocks.map((clock) => ({ value: clock.clause, label: `${clock.clause} ${title(clock.title)}` })),
  );
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
          onSearch={(text) => {
            if (isTooShort(text)) setShort(true);
            else set({ q: text.trim() });
          }}
        />
      </TooShort>
      <Choice
        value={params.get('person')}
        choose={(value) => set({ person: value })}
        label={say('audit.person')}
        options={company.people.map((one) => ({ value: one.user, label: one.name }))}
      />
      <Choice
        value={params.get('policy')}
        choose={(value) => set({ policy: value })}
        label={say('field.policy')}
        options={company.policies.map((one) => ({ value: one.id, label: title(one.title) }))}
      />
      <Choice
        value={params.get('broken')}
        choose={(value) => set({ broken: value })}
        label={say('audit.broken')}
        options={[...new Map(clauses.map((one) => [one.value, one])).values()]}
      />
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        value={[from === null ? null : dayjs(from), to === null ? null : dayjs(to)]}
        placeholder={[say('audit.entered-from'), say('audit.entered-to')]}
        aria-label={say('audit.entered')}
        onChange={(days) =>
          set({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
        }
      />
      {AUDIT_FILTERS.some((name) => params.has(name)) && (
        <Button type="text" onClick={() => setParams({}, { replace: true })}>
          {say('cases.clear')}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: { value: string; label: string }[];
  readonly choose: (value: string | undefined) => void;
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <Select<string>
      className="filter"
      aria-label={label}
      placeholder={label}
      value={value}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={options}
      onChange={choose}
    />
  );
}
