import { Button, DatePicker, Progress, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { useCompany } from '../../company/company';
import { useSay } from '../../language/language';
import { Time } from '../../time/time';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';
import { simulateAll, type Outcome } from './simulate';

const SHOWN = 50;

/** Past cases, lived again under the draft: which limits would have been kept and which broken. */
export function SimulatePanel({ text, pack }: { readonly text: string; readonly pack: string }) {
  const say = useSay();
  const { company, title } = useCompany();
  const { sending, failure, send } = useSending();
  const [policy, setPolicy] = useState(pack === '' ? company.defaultPolicy : pack);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const [simulated, setSimulated] = useState(text);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const begin = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setSimulated(text);
    setOutcome(undefined);
    const meant = { policy, ...(from !== '' && { from }), ...(to !== '' && { to }) };
    await send(() => simulateAll(text, meant, setOutcome, controller.signal));
  };
  return (
    <div className="stack">
      <p className="quiet">{say('adm.simulation-about')}</p>
      <div className="line-form">
        <label className="stack-tight grow">
          {say('adm.simulation-pack')}
          <Select<string>
            value={policy}
            aria-label={say('adm.simulation-pack')}
            options={company.policies.map((one) => ({ value: one.id, label: title(one.title) }))}
            onChange={setPolicy}
          />
        </label>
        <label className="stack-tight">
          {say('adm.simulation-from')}
          <Day label={say('adm.simulation-from')} value={from} change={setFrom} />
        </label>
        <label className="stack-tight">
          {say('adm.simulation-to')}
          <Day label={say('adm.simulation-to')} value={to} change={setTo} />
        </label>
        {sending ? (
          <Button onClick={() => running.current?.abort()}>{say('adm.simulation-stop')}</Button>
        ) : (
          <Button type="primary" onClick={() => void begin()}>
            {say('adm.simulation-begin')}
          </Button>
        )}
      </div>
      <Refusal failure={failure} />
      {outcome && simulated !== text && <p className="strong">{say('adm.simulation-old')}</p>}
      {outcome && <Result outcome={outcome} />}
    </div>
  );
}

interface DayProps {
  readonly label: string;
  /** `YYYY-MM-DD`; empty: none. */
  readonly value: string;
  readonly change: (value: string) => void;
}

function Day({ label, value, change }: DayProps) {
  return (
    <DatePicker
      aria-label={label}
      value={value === '' ? null : dayjs(value)}
      onChange={(day) => change(day?.format('YYYY-MM-DD') ?? '')}
    />
  );
}

function Result({ outcome }: { readonly outcome: Outcome }) {
  const say = useSay();
  const { total, cases, clauses, turned, leftOut } = outcome;
  if (total === 0) return <p className="quiet">{say('adm.simulation-none')}</p>;
  return (
    <>
      <Progress
        percent={Math.floor((cases / Math.max(total, cases)) * 100)}
        status="normal"
        aria-label={say('adm.progress')}
      />
      <p role="status">{say('adm.simulation-so-far', { cases, total, turned: turned.length })}</p>
      <table className="admin-table">
        <thead>
          <tr>
            <th>{say('adm.clause')}</th>
            <th>{say('adm.simulation-recorded')}</th>
            <th>{say('adm.simulation-then')}</th>
          </tr>
        </thead>
        <tbody>
          {clauses.map(({ clause, recorded, simulated }) => (
            <tr key={clause}>
              <td data-label={say('adm.clause')}>{clause}</td>
              <td data-label={say('adm.simulation-recorded')}>
                {say('adm.simulation-count', { ...recorded })}
              </td>
              <td data-label={say('adm.simulation-then')}>{say('adm.simulation-count', { ...simulated })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {turned.length > 0 && (
        <>
          <h3>{say('adm.simulation-turned')}</h3>
          <ul className="plain rows">
            {turned.slice(0, SHOWN).map((one) => (
              <li key={`${one.number} ${one.clause} ${one.dueAt ?? ''}`}>
                <span className="number">{one.number}</span>
                <span>{one.clause}</span>
                <span className="grow">
                  {say(`adm.outcome-${one.recorded ?? 'none'}`)} →{' '}
                  {say(`adm.outcome-${one.simulated ?? 'none'}`)}
                </span>
                {one.dueAt !== null && <Time at={one.dueAt} />}
              </li>
            ))}
          </ul>
          {turned.length > SHOWN && (
            <p className="quiet">{say('adm.simulation-more', { n: turned.length - SHOWN })}</p>
          )}
        </>
      )}
      {leftOut.length > 0 && <p className="quiet">{say('adm.simulation-left-out', { n: leftOut.length })}</p>}
    </>
  );
}
