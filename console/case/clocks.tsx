import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useCompany } from '../company/company';
import type { ClockView } from '../http/client';
import { useSay } from '../language/language';
import { ClockChip } from '../time/clock-chip';
import { Time } from '../time/time';
import { Explanation } from './explanation';

interface Props {
  readonly number: string;
  readonly clocks: readonly ClockView[];
}

/** The time limits: those that run, the nearest first, then those that ended, each with “why then?”. */
export function Clocks({ number, clocks }: Props) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const running = clocks.filter(({ endedAt }) => endedAt === null).toSorted(byDue);
  const ended = clocks.filter(({ endedAt, ended: why }) => endedAt !== null && why === 'met').toReversed();
  return (
    <section className="part">
      <h2>{say('case.clocks')}</h2>
      {running.length === 0 && <p className="quiet">{say('clocks.none')}</p>}
      <ul className="plain clocks">
        {running.map((clock) => (
          <Clock key={clock.id} number={number} clock={clock} />
        ))}
        {all && ended.map((clock) => <Clock key={clock.id} number={number} clock={clock} />)}
      </ul>
      {ended.length > 0 && (
        <Button type="link" size="small" className="flush" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? say('clocks.fewer') : say('clocks.ended', { n: ended.length })}
        </Button>
      )}
    </section>
  );
}

function byDue(a: ClockView, b: ClockView): number {
  return time(a) - time(b);
}

function time({ dueAt }: ClockView): number {
  return dueAt === null ? Infinity : Date.parse(dueAt);
}

function Clock({ number, clock }: { readonly number: string; readonly clock: ClockView }) {
  const say = useSay();
  const { title, department, person } = useCompany();
  const [open, setOpen] = useState(false);
  const { holder, extensions } = clock;
  const running = clock.endedAt === null;
  return (
    <li className="clock">
      <div className="clock-head">
        {running ? (
          <ClockChip
            dueAt={clock.dueAt}
            startedAt={clock.startedAt}
            paused={clock.state === 'paused'}
            clause={clock.clause}
          />
        ) : (
          <span className={`clock-chip ${clock.state === 'broken' ? 'broken' : 'none'}`}>
            <i aria-hidden="true" />
            {say(clock.state === 'broken' ? 'clock.was-broken' : 'clock.was-kept')}
          </span>
        )}
        <span className="clock-title">
          {title(clock.title)} <code className="clause">{clock.clause}</code>
        </span>
      </div>
      <div className="clock-more quiet">
        <span>
          {department(holder.department)}
          {holder.person !== undefined && ` · ${person(holder.person)}`}
        </span>
        {clock.dueAt !== null && <Time at={clock.dueAt} />}
        {extensions.length > 0 && <span>{say('clocks.extended', { n: extensions.length })}</span>}
        <Button
          type="link"
          size="small"
          className="flush"
          aria-expanded={open}
          icon={open ? <UpOutlined /> : <DownOutlined />}
          iconPlacement="end"
          onClick={() => setOpen(!open)}
        >
          {say('clocks.why')}
        </Button>
      </div>
      {open && <Explanation number={number} id={clock.id} />}
    </li>
  );
}
